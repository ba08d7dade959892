package dev.ifsbench.cli.run;

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
  private boolean failed;

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

  /** Whether a fork has failed. */
  public boolean hasFailed() {
    return failed;
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
    failed = true;
    progress.note(
        String.format(Locale.ROOT, "FAILED %s: %s", name.apply(combination), failure.getMessage()));
  }

  @Override
  public void forkKilled(int round, C combination, ForkFailedException failure, boolean again) {
    failed |= !again;
    progress.note(Killed.line(round, name.apply(combination), failure, again));
  }

  @Override
  public void roundCompleted(Measurements<C, R> measurements) {
    // Told at the end.
  }
}
