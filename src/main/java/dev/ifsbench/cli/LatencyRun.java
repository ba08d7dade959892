package dev.ifsbench.cli;

import dev.ifsbench.bench.LatencyFork;
import dev.ifsbench.bench.LatencyHistograms;
import dev.ifsbench.bench.Schedule;
import dev.ifsbench.report.Glyphs;
import dev.ifsbench.report.LatencyReport;
import dev.ifsbench.report.Progress;
import dev.ifsbench.report.Terminal;
import dev.ifsbench.sockets.Binding;
import dev.ifsbench.track.Estimator;
import dev.ifsbench.track.ForkFailedException;
import dev.ifsbench.track.ForkFlags;
import dev.ifsbench.track.LatencyCombination;
import dev.ifsbench.track.LatencyFiles;
import dev.ifsbench.track.LatencyForks;
import dev.ifsbench.track.LatencySample;
import dev.ifsbench.track.LatencySummary;
import dev.ifsbench.track.Measurements;
import dev.ifsbench.track.Pairing;
import dev.ifsbench.track.ResultStore;
import dev.ifsbench.track.RoundListener;
import dev.ifsbench.track.RoundPlan;
import dev.ifsbench.track.Rounds;
import dev.ifsbench.track.RunStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One run of the latency comparison. What is recorded is written after each round, so that whatever
 * ends the run, the complete rounds are kept.
 */
final class LatencyRun implements RoundListener<LatencyCombination, LatencySample> {
  private static final Duration START_AND_END_ESTIMATE = Duration.ofMillis(900);
  private static final List<String> BENCHMARKS = List.of(LatencyFork.class.getName());

  private final List<LatencyCombination> combinations;
  private final Schedule schedule;
  private final Schedule warmup;
  private final int rounds;
  private final double confidence;
  private final long seed;
  private final long startMillis = System.currentTimeMillis();
  private final LatencyFiles files = new LatencyFiles(startMillis);
  private final Progress progress = new Progress(System.err, Terminal.isStandardError());
  private final RunRecord record;
  private final Interruption interruption;

  private int forksStarted;

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
   * @throws Refusal if there is no writing in it
   */
  LatencyRun(
      List<LatencyCombination> combinations,
      Schedule schedule,
      Schedule warmup,
      int rounds,
      double confidence,
      long seed,
      ResultStore store)
      throws Refusal {
    this.combinations = combinations;
    this.schedule = schedule;
    this.warmup = warmup;
    this.rounds = rounds;
    this.confidence = confidence;
    this.seed = seed;
    this.record = RunRecord.begin("latency", store, Binding.JNA, BENCHMARKS, settings(), progress);
    this.interruption = new Interruption(record::lastWords);
  }

  /** Measures, reports, and returns the exit code. */
  int run() {
    progress.note(announcement());
    Measurements<LatencyCombination, LatencySample> measurements =
        new Rounds<>(
                new LatencyForks(schedule, warmup, startMillis, ForkFlags.ofThisJvm()),
                this,
                System::nanoTime)
            .run(RoundPlan.ofRounds(combinations, rounds, seed));
    progress.done();
    interruption.checkpoint();
    if (measurements.rounds() > 0) {
      keep(RunStatus.COMPLETE, measurements);
      Measurements<LatencyCombination, LatencySample> inStep = measurements.inStep();
      if (inStep.rounds() > 0) {
        report(inStep);
      }
    }
    interruption.finished();
    return record.verdict(measurements.rounds(), combinations.size());
  }

  private void report(Measurements<LatencyCombination, LatencySample> measurements) {
    List<LatencySummary> summaries =
        LatencySummary.of(measurements, Estimator.ofMedians(Pairing.ROUNDS, confidence));
    new LatencyReport(Glyphs.of(Terminal.charset()))
        .lines(
            summaries,
            schedule.rate(),
            measurements.rounds(),
            confidence,
            record.environment(),
            record.files())
        .forEach(System.out::println);
  }

  @Override
  public void forkStarts(int round, int fork, int forks, LatencyCombination combination) {
    interruption.checkpoint();
    progress.now(
        String.format(
            Locale.ROOT,
            "round %d, fork %d of %d, %s left: %s",
            round,
            fork,
            forks,
            HeadlineRun.written(left()),
            combination));
    forksStarted++;
  }

  @Override
  public void forkFailed(LatencyCombination combination, ForkFailedException failure) {
    interruption.checkpointAfterFailure();
    record.failed(combination, failure);
  }

  @Override
  public void forkKilled(
      int round, LatencyCombination combination, ForkFailedException failure, boolean again) {
    interruption.checkpointAfterFailure();
    record.killed(round, combination, failure, again);
  }

  @Override
  public void roundCompleted(Measurements<LatencyCombination, LatencySample> measurements) {
    keep(RunStatus.UNFINISHED, measurements);
    interruption.checkpoint();
  }

  private void keep(
      RunStatus status, Measurements<LatencyCombination, LatencySample> measurements) {
    record.keep(
        status,
        measurements.rounds(),
        measurements.forks(),
        sink -> files.write(measurements, sink));
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
    settings.put("combinations", combinations.stream().map(Object::toString).toList());
    return settings;
  }

  private String announcement() {
    return String.format(
        Locale.ROOT,
        "Measuring %d combinations at %d requests/s in %d rounds, %s in all; seed %d.",
        combinations.size(),
        schedule.rate(),
        rounds,
        HeadlineRun.written(left()),
        seed);
  }

  private Duration left() {
    Duration fork =
        Duration.ofNanos(schedule.nanos() + warmup.nanos()).plus(START_AND_END_ESTIMATE);
    return fork.multipliedBy((long) rounds * combinations.size() - forksStarted);
  }
}
