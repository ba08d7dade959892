package dev.ifsbench.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Ends this JVM if what it tries does not return in time, and leaves a file that says so. */
final class ForkDeadline {
  private ForkDeadline() {}

  /**
   * Starts the clock.
   *
   * @param seconds how long this JVM may take
   * @param file that is written if it takes longer
   * @param text what it says then
   */
  static void begin(int seconds, Path file, String text) {
    Thread deadline = new Thread(() -> await(seconds, file, text), "deadline");
    deadline.setDaemon(true);
    deadline.start();
  }

  private static void await(int seconds, Path file, String text) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
      Files.writeString(file, text);
      Runtime.getRuntime().halt(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
