package dev.ifsbench.cli.run;

import dev.ifsbench.bench.latency.LatencyFork;
import dev.ifsbench.bench.latency.LatencyHistograms;
import dev.ifsbench.bench.latency.LatencySample;
import dev.ifsbench.bench.latency.Schedule;
import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.json.HeadlineJson;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.LatencyReport;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.compare.LatencySummary;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.LatencyForks;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.store.LatencyFiles;
import dev.ifsbench.track.store.ResultStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One run of the latency comparison. What is recorded is written after each round, so that whatever
 * ends the run, the complete rounds are kept.
 */
public final class LatencyRun {
  private static final Duration START_AND_END_ESTIMATE = Duration.ofMillis(900);
  private static final List<String> BENCHMARKS = List.of(LatencyFork.class.getName());

  private final List<BenchmarkId> combinations;
  private final Schedule schedule;
  private final Schedule warmup;
  private final int rounds;
  private final double confidence;
  private final long seed;
  private final long startNanos = System.nanoTime();
  private final long startMillis = System.currentTimeMillis();
  private final LatencyFiles files = new LatencyFiles(startMillis);
  private final OutputOptions output;
  private final Progress progress;
  private final RunRecord record;
  private final TimeLeft left;
  private final RoundsLoop<BenchmarkId, LatencySample> loop;

  /**
   * Adds the run to the store, so that a run whose results could not be kept never begins.
   *
   * @param combinations what to measure
   * @param schedule of each fork
   * @param warmup the schedule before that, of which nothing is kept
   * @param rounds how many
   * @param confidence of the intervals, above 0 and below 1
   * @param seed of the order
   * @param store of all results
   * @param output what is printed
   * @throws UserError if there is no writing in it
   */
  public LatencyRun(
      List<BenchmarkId> combinations,
      Schedule schedule,
      Schedule warmup,
      int rounds,
      double confidence,
      long seed,
      ResultStore store,
      OutputOptions output)
      throws UserError {
    this.output = output;
    this.progress = output.progress();
    this.combinations = combinations;
    this.schedule = schedule;
    this.warmup = warmup;
    this.rounds = rounds;
    this.confidence = confidence;
    this.seed = seed;
    this.record =
        RunRecord.begin(
            "latency",
            store,
            RunRecord.systemSockets(Binding.JNA),
            BENCHMARKS,
            settings(),
            progress);
    Duration fork =
        Duration.ofNanos(schedule.nanos() + warmup.nanos()).plus(START_AND_END_ESTIMATE);
    this.left =
        new TimeLeft(
            combinations.size(),
            rounds,
            TimeLeft.NO_BUDGET,
            fork,
            0,
            () -> Duration.ofNanos(System.nanoTime() - startNanos));
    this.loop =
        new RoundsLoop<>(
            new RecordedRounds<>(record, measured -> sink -> files.write(measured, sink)),
            progress,
            BenchmarkId::label,
            left,
            this::soFar);
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    progress.note(announcement());
    Measurements<BenchmarkId, LatencySample> measurements =
        loop.run(
            new LatencyForks(schedule, warmup, startMillis, ForkFlags.ofThisJvm()),
            RoundPlan.ofRounds(combinations, rounds, seed));
    if (measurements.inStep().rounds() > 0) {
      report(measurements.inStep());
    }
    return loop.verdict(measurements.rounds(), combinations.size(), "combinations");
  }

  private void report(Measurements<BenchmarkId, LatencySample> measurements) {
    List<LatencySummary> summaries =
        LatencySummary.of(measurements, Estimator.ofMedians(Pairing.ROUNDS, confidence));
    if (output.json()) {
      StandardStreams.printUtf8(
          HeadlineJson.of(
              summaries,
              schedule.rate(),
              measurements.rounds(),
              record.environment(),
              record.files()));
      return;
    }
    Screen screen = Screen.ofStandardOutput();
    List<String> lines = new ArrayList<>(EntryLines.of(combinations));
    lines.addAll(
        new LatencyReport(screen)
            .lines(
                summaries,
                schedule.rate(),
                measurements.rounds(),
                confidence,
                record.environment(),
                record.files()));
    StandardStreams.print(screen, screen.wrapped(lines));
  }

  /** Medians and the tail, for a terminal. */
  private List<String> soFar(Screen screen, Measurements<BenchmarkId, LatencySample> measurements) {
    return new LatencyReport(screen)
        .soFar(LatencySummary.of(measurements, Estimator.ofMedians(Pairing.ROUNDS, confidence)));
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("seed", seed);
    settings.put("maximumRounds", rounds);
    settings.put("confidence", confidence);
    settings.put("requestsPerSecond", schedule.rate());
    settings.put("forkMillis", Duration.ofNanos(schedule.nanos()).toMillis());
    settings.put("warmupMillis", Duration.ofNanos(warmup.nanos()).toMillis());
    settings.put("histogramLowestNanos", LatencyHistograms.LOWEST_NANOS);
    settings.put("histogramHighestNanos", LatencyHistograms.HIGHEST_NANOS);
    settings.put("histogramDigits", LatencyHistograms.DIGITS);
    EntryLines.putInto(settings, combinations);
    settings.put("combinations", combinations.stream().map(BenchmarkId::label).toList());
    return settings;
  }

  private String announcement() {
    return String.format(
        Locale.ROOT,
        "Measuring %d combinations at %d requests/s in %d rounds, %s in all; seed %d.",
        combinations.size(),
        schedule.rate(),
        rounds,
        TimeLeft.written(left.after(0)),
        seed);
  }
}
