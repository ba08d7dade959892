package dev.ifsbench.cli.run;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.ForkRunner;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.RoundListener;
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.run.Rounds;
import dev.ifsbench.track.store.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Measures in rounds, and keeps the complete rounds in a {@link RunRecord} after each, so that they
 * survive however the run ends. Interruptions are watched for from the start.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
final class RecordedRounds<C, R> implements RoundListener<C, R> {
  private final RunRecord record;
  private final Progress progress;
  private final Function<C, String> label;
  private final TimeLeft left;
  private final BiFunction<Screen, Measurements<C, R>, List<String>> soFar;
  private final Function<Measurements<C, R>, RunRecord.Results> results;
  private final ShutdownGuard interruption;

  private int forksStarted;

  /**
   * Creates the rounds.
   *
   * @param record keeps them
   * @param progress where they are reported
   * @param label names what a fork measures
   * @param left tells how long it still takes
   * @param soFar lays out what complete rounds show, where that is shown meanwhile
   * @param results writes complete rounds
   */
  RecordedRounds(
      RunRecord record,
      Progress progress,
      Function<C, String> label,
      TimeLeft left,
      BiFunction<Screen, Measurements<C, R>, List<String>> soFar,
      Function<Measurements<C, R>, RunRecord.Results> results) {
    this.record = record;
    this.progress = progress;
    this.label = label;
    this.left = left;
    this.soFar = soFar;
    this.results = results;
    this.interruption = new ShutdownGuard(record::cleanUp);
  }

  /**
   * Measures, keeps and reports.
   *
   * @param forks measures what a fork measures
   * @param plan what to measure
   * @param report shows the rounds in which everything was measured, if there are any
   * @return the exit code
   */
  int run(ForkRunner<C, R> forks, RoundPlan<C> plan, Consumer<Measurements<C, R>> report) {
    Measurements<C, R> measurements = new Rounds<>(forks, this, System::nanoTime).run(plan);
    progress.done();
    interruption.checkpoint();
    if (measurements.rounds() > 0) {
      keep(RunStatus.COMPLETE, measurements);
      Measurements<C, R> inStep = measurements.inStep();
      if (inStep.rounds() > 0) {
        report.accept(inStep);
      }
    }
    interruption.finished();
    return record.verdict(measurements.rounds(), plan.combinations().size());
  }

  @Override
  public void forkStarts(int round, int fork, int forks, C combination) {
    interruption.checkpoint();
    progress.now(
        left.share(forksStarted),
        String.format(
            Locale.ROOT,
            "round %d, fork %d of %d, %s left: %s",
            round,
            fork,
            forks,
            written(left.after(forksStarted)),
            label.apply(combination)));
    forksStarted++;
  }

  @Override
  public void forkFailed(C combination, ForkFailedException failure) {
    interruption.checkpointAfterFailure();
    record.failed(label.apply(combination), failure);
  }

  @Override
  public void forkKilled(int round, C combination, ForkFailedException failure, boolean again) {
    interruption.checkpointAfterFailure();
    record.killed(round, label.apply(combination), failure, again);
  }

  @Override
  public void roundCompleted(Measurements<C, R> measurements) {
    keep(RunStatus.UNFINISHED, measurements);
    Measurements<C, R> inStep = measurements.inStep();
    if (inStep.rounds() > 0) {
      progress.afterRound(inStep.rounds(), screen -> soFar.apply(screen, inStep));
    }
    interruption.checkpoint();
  }

  private void keep(RunStatus status, Measurements<C, R> measurements) {
    record.keep(status, measurements.rounds(), measurements.forks(), results.apply(measurements));
  }

  /** Minutes and seconds, as in {@code 4:05}. */
  static String written(Duration duration) {
    return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }
}
