package dev.ifsbench.cli.run;

import dev.ifsbench.cli.jmh.Survivors;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run that is interrupted by Ctrl-C or SIGTERM: no fork survives, no new one starts, and
 * then the cleanup action runs. The JVM's exit code is 130 or 143 by itself.
 *
 * <p>The thread that runs the forks calls {@link #checkpoint} between them and {@link #finished} at
 * the end; it goes no further once an interruption has begun.
 */
public final class ShutdownGuard {
  private static final long SETTLE_MILLIS = 300;
  private static final long PATIENCE_MILLIS = 5000;
  private static final long POLL_MILLIS = 20;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Runnable cleanUp;
  private final Thread hook = new Thread(this::end, "interruption");

  /**
   * Starts watching for an interruption.
   *
   * @param cleanUp what to do when the forks have ended; it runs in another thread, while the one
   *     that ran the forks stands still
   */
  public ShutdownGuard(Runnable cleanUp) {
    this.cleanUp = cleanUp;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns only if the run was not interrupted. */
  public void checkpoint() {
    if (begun.getCount() == 0) {
      standStill();
    }
  }

  /**
   * Returns only if the run was not interrupted, after a short wait: Ctrl-C reaches the forks as
   * well, and a fork may end before this JVM is told.
   */
  public void checkpointAfterFailure() {
    try {
      if (begun.await(SETTLE_MILLIS, TimeUnit.MILLISECONDS)) {
        standStill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops watching, since the run has ended by itself. */
  public void finished() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      standStill();
    }
  }

  private void standStill() {
    stopped.countDown();
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        // The JVM is about to end; nothing else may happen in this thread.
      }
    }
  }

  private void end() {
    begun.countDown();
    long polls = PATIENCE_MILLIS / POLL_MILLIS;
    try {
      do {
        Survivors.end();
        polls--;
      } while (!stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS) && polls > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cleanUp.run();
  }
}
