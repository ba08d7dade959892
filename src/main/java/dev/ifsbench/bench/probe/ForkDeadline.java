package dev.ifsbench.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Ends this JVM if what it tries does not return in time, and leaves a file that says so. */
final class ForkDeadline {
  /** Leaves word. */
  @FunctionalInterface
  interface Word {
    void leave() throws IOException;
  }

  private ForkDeadline() {}

  /**
   * Starts the clock.
   *
   * @param seconds how long this JVM may take
   * @param late leaves word if it takes longer
   */
  static void begin(int seconds, Word late) {
    Thread deadline = new Thread(() -> await(seconds, late), "deadline");
    deadline.setDaemon(true);
    deadline.start();
  }

  private static void await(int seconds, Word late) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
      late.leave();
      Runtime.getRuntime().halt(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
