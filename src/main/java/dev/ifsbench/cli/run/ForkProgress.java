package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.RoundListener;
import java.util.Locale;
import java.util.function.Function;

/** Reports which fork of which round is running, and which failed. */
public final class ForkProgress<C, R> implements RoundListener<C, R> {
  private final Progress progress;
  private final Function<C, String> name;
  private int failed;
  private int leftOut;

  /**
   * Creates a listener that reports to the progress display.
   *
   * @param progress where to say it
   * @param name of what a fork measures
   */
  public ForkProgress(Progress progress, Function<C, String> name) {
    this.progress = progress;
    this.name = name;
  }

  /**
   * Says at the end of a run what it lacks.
   *
   * @param combinations how many were to be measured
   * @return the exit code
   */
  public int verdict(int combinations) {
    progress.done();
    if (failed > 0) {
      progress.note(
          failed < combinations
              ? String.format(
                  Locale.ROOT,
                  "%d of %d combinations failed and are not in the table",
                  failed,
                  combinations)
              : "No combination was measured without a failure, so there is no table");
    }
    if (leftOut > 0) {
      progress.note(Killed.summary(leftOut));
    }
    return (failed > 0 || leftOut > 0 ? ExitCode.FAILED : ExitCode.OK).code();
  }

  @Override
  public void forkStarts(int round, int fork, int forks, C combination) {
    progress.now(
        String.format(
            Locale.ROOT,
            "round %d, fork %d of %d: %s",
            round,
            fork,
            forks,
            name.apply(combination)));
  }

  @Override
  public void forkFailed(C combination, ForkFailedException failure) {
    failed++;
    progress.note(
        String.format(Locale.ROOT, "FAILED %s: %s", name.apply(combination), failure.getMessage()));
  }

  @Override
  public void forkKilled(int round, C combination, ForkFailedException failure, boolean again) {
    if (!again) {
      leftOut++;
    }
    progress.note(Killed.line(round, name.apply(combination), failure, again));
  }

  @Override
  public void roundCompleted(Measurements<C, R> measurements) {
    // Told at the end.
  }
}
