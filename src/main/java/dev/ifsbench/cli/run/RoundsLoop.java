package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.track.run.FinishedForks;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.ForkRunner;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.RoundListener;
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.run.Rounds;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How every command measures in rounds: it tells how far it has come and how long it still takes,
 * has what is measured kept, and leaves that whole however the run ends. Interruptions are watched
 * for from the start.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
final class RoundsLoop<C, R> implements RoundListener<C, R> {
  private final RoundsKeeper<C, R> keeper;
  private final Progress progress;
  private final Function<C, String> label;
  private final TimeLeft left;
  private final BiFunction<Screen, Measurements<C, R>, List<String>> soFar;
  private final ShutdownGuard interruption;

  private int forksStarted;
  private int failed;
  private int leftOut;

  /**
   * Creates a loop.
   *
   * @param keeper keeps what is measured
   * @param progress where it is told
   * @param label names what a fork measures
   * @param left tells how long it still takes
   * @param soFar lays out what complete rounds show, where that is shown meanwhile
   */
  RoundsLoop(
      RoundsKeeper<C, R> keeper,
      Progress progress,
      Function<C, String> label,
      TimeLeft left,
      BiFunction<Screen, Measurements<C, R>, List<String>> soFar) {
    this.keeper = keeper;
    this.progress = progress;
    this.label = label;
    this.left = left;
    this.soFar = soFar;
    this.interruption = new ShutdownGuard(this::interrupted);
  }

  /**
   * Measures what earlier sessions have left of a plan, and keeps it.
   *
   * @param forks measures what a fork measures
   * @param plan what to measure
   * @return the complete rounds, those of earlier sessions included
   */
  Measurements<C, R> run(ForkRunner<C, R> forks, RoundPlan<C> plan) {
    return run(forks, plan, measurements -> false);
  }

  /**
   * Measures what earlier sessions have left of a plan, or less if that is enough, and keeps it.
   *
   * @param forks measures what a fork measures
   * @param plan what to measure
   * @param enough whether the complete rounds are all that is wanted
   * @return the complete rounds, those of earlier sessions included
   */
  Measurements<C, R> run(
      ForkRunner<C, R> forks, RoundPlan<C> plan, Predicate<Measurements<C, R>> enough) {
    FinishedForks<C, R> finished = keeper.finished();
    failed = finished.failed().size();
    try {
      Measurements<C, R> measurements =
          new Rounds<>(forks, this, System::nanoTime).run(plan, finished, enough);
      progress.done();
      interruption.checkpoint();
      keeper.ended(measurements);
      return measurements;
    } finally {
      interruption.finished();
    }
  }

  /**
   * Tells on standard error what the run lacks.
   *
   * @param rounds how many were completed
   * @param all how many things were to be measured
   * @param things what these are called
   * @return the exit code
   */
  int verdict(int rounds, int all, String things) {
    if (rounds == 0) {
      System.err.println("Nothing was measured: every fork failed, see " + keeper.location());
    } else if (failed > 0) {
      System.err.printf(
          Locale.ROOT,
          "%d of %d %s failed and are not in the table, see %s%n",
          failed,
          all,
          things,
          keeper.location());
    }
    if (leftOut > 0) {
      System.err.println(Killed.summary(leftOut));
    }
    keeper.writeFailure().ifPresent(System.err::println);
    if (failed > 0 || leftOut > 0) {
      return ExitCode.FAILED.code();
    }
    return (keeper.writeFailure().isEmpty() ? ExitCode.OK : ExitCode.REFUSED).code();
  }

  private void interrupted() {
    progress.done();
    keeper.interrupted();
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
            TimeLeft.written(left.after(forksStarted)),
            label.apply(combination)));
    forksStarted++;
  }

  @Override
  public void forkFinished(int round, C combination, R result) {
    keeper.finished(round, combination, result);
    interruption.checkpoint();
  }

  @Override
  public void forkFailed(C combination, ForkFailedException failure) {
    interruption.checkpointAfterFailure();
    failed++;
    keeper.failed(combination, label.apply(combination), failure);
  }

  @Override
  public void forkKilled(int round, C combination, ForkFailedException failure, boolean again) {
    interruption.checkpointAfterFailure();
    progress.note(keeper.killed(round, combination, label.apply(combination), failure, again));
    if (!again) {
      leftOut++;
    }
  }

  @Override
  public void roundCompleted(Measurements<C, R> measurements) {
    keeper.completed(measurements);
    Measurements<C, R> shown = keeper.shown(measurements);
    if (shown.rounds() > 0) {
      progress.afterRound(shown.rounds(), screen -> soFar.apply(screen, shown));
    }
    interruption.checkpoint();
  }
}
