package dev.ifsbench.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The lock by which JMH keeps two runs from disturbing each other. JMH takes it itself; to look
 * first spares a wait for a run that cannot begin.
 */
final class JmhLock {
  private JmhLock() {}

  /**
   * Looks whether another JMH runs.
   *
   * @throws Refusal if so
   */
  static void check() throws Refusal {
    if (Boolean.getBoolean("jmh.ignoreLock")) {
      return;
    }
    Path file = file();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw held(file);
      }
    } catch (IOException e) {
      // No lock file yet, or one that JMH itself will complain about.
    }
  }

  /**
   * Takes the lock until this JVM ends, for a run that JMH does not make.
   *
   * @throws Refusal if another JMH runs
   */
  @SuppressWarnings("resource") // Closing the channel would give the lock back.
  static void take() throws Refusal {
    if (Boolean.getBoolean("jmh.ignoreLock")) {
      return;
    }
    Path file = file();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw held(file);
      }
    } catch (IOException e) {
      throw new Refusal("%s cannot be locked: %s".formatted(file, e.getMessage()));
    }
  }

  private static Path file() {
    return Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
  }

  private static Refusal held(Path file) {
    return new Refusal(
        "Another JMH run holds %s; wait for its end, or go on with java -Djmh.ignoreLock=true"
            .formatted(file));
  }
}
