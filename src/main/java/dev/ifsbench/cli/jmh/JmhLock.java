package dev.ifsbench.cli.jmh;

import dev.ifsbench.cli.option.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * The lock by which JMH keeps two runs from disturbing each other. JMH takes it itself; checking
 * first saves waiting for a run that cannot begin.
 */
public final class JmhLock {
  private static final String IGNORE = "jmh.ignoreLock";

  /** Keeps the lock: an unreferenced channel is closed by the garbage collector. */
  private static FileChannel taken;

  private JmhLock() {}

  /**
   * Refuses to start while another JMH is running.
   *
   * @throws UserError if so, or if JMH could not take its lock
   */
  static void check() throws UserError {
    if (Boolean.getBoolean(IGNORE)) {
      return;
    }
    Path file = file();
    try (FileChannel channel = open(file);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw held(file);
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /**
   * Takes the lock until this JVM ends, so that no other run begins between two forks. JMH does not
   * ask for it again in this JVM, where it would find it held.
   *
   * @throws UserError if another JMH runs, or the lock file cannot be used
   */
  public static synchronized void take() throws UserError {
    if (taken != null || Boolean.getBoolean(IGNORE)) {
      return;
    }
    Path file = file();
    try {
      FileChannel channel = open(file);
      if (channel.tryLock() == null) {
        channel.close();
        throw held(file);
      }
      taken = channel;
      System.setProperty(IGNORE, "true");
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /**
   * Opens the lock file as JMH does, and lets every user open it later. That fails if another user
   * has left one that only its owner may write.
   */
  private static FileChannel open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    file.toFile().setWritable(true, false); // Refused if it is another user's, who has done it.
    return channel;
  }

  private static UserError unusable(Path file, IOException e) {
    String reason =
        e instanceof AccessDeniedException
            ? "it cannot be written, perhaps because it is another user's"
            : String.valueOf(e.getMessage());
    return new UserError(
        String.format(
                Locale.ROOT,
                "JMH's lock file %s cannot be used: %s; remove it, or choose another temporary folder with",
                file,
                reason)
            + " java -Djava.io.tmpdir=FOLDER");
  }

  private static Path file() {
    return Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
  }

  private static UserError held(Path file) {
    return new UserError(
        String.format(
            Locale.ROOT,
            "Another JMH run holds %s; wait for its end, or go on with java -Djmh.ignoreLock=true",
            file));
  }
}
