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
import dev.ifsbench.track.run.RoundsJson;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.store.LatencyFiles;
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

  /** What the log's time stamps are relative to, in every session. */
  private final long startMillis;

  private final OutputOptions output;
  private final Progress progress;
  private final RunRecord record;
  private final TimeLeft left;
  private final RoundsLoop<BenchmarkId, LatencySample> loop;

  /**
   * Adds the run to the store, or goes on with it, so that a run whose results could not be kept
   * never begins.
   *
   * @param combinations what to measure
   * @param schedule of each fork
   * @param warmup the schedule before that, of which nothing is kept
   * @param rounds how many
   * @param confidence of the intervals, above 0 and below 1
   * @param seed of the order
   * @param session where the run is kept, and what there is of it
   * @param output what is printed
   * @throws UserError if another run goes on, there is no writing in the store, or the run would go
   *     on with something else than it was begun with
   */
  public LatencyRun(
      List<BenchmarkId> combinations,
      Schedule schedule,
      Schedule warmup,
      int rounds,
      double confidence,
      long seed,
      RunSession session,
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
    this.startMillis = session.command().startMillis();
    this.record =
        RunRecord.begin(
            "latency",
            session,
            RunRecord.systemSockets(Binding.JNA),
            BENCHMARKS,
            settings(),
            progress);
    Duration fork =
        Duration.ofNanos(schedule.nanos() + warmup.nanos()).plus(START_AND_END_ESTIMATE);
    RecordedRounds<BenchmarkId, LatencySample> keeper =
        new RecordedRounds<>(
            record,
            combinations,
            BenchmarkId::label,
            RoundsJson.ofSamples(),
            measured -> sink -> new LatencyFiles(startMillis).write(measured, sink));
    this.left = keeper.timeLeft(rounds, TimeLeft.NO_BUDGET, fork);
    this.loop = new RoundsLoop<>(keeper, progress, BenchmarkId::label, left, this::soFar);
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
