package dev.ifsbench.track.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** A run with a missing or altered file. The message names the file. */
public final class DamagedRunException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message one line that begins with the run or the file
   */
  public DamagedRunException(String message) {
    super(message);
  }

  /**
   * Creates the exception for a file that cannot be read.
   *
   * @param run the run's name
   * @param name of the file
   * @param reason what happened
   */
  static DamagedRunException unreadable(String run, String name, IOException reason) {
    return new DamagedRunException(
        reason instanceof NoSuchFileException
            ? String.format(Locale.ROOT, "%s: %s is missing", run, name)
            : String.format(
                Locale.ROOT, "%s: %s cannot be read: %s", run, name, IoReason.of(reason)));
  }
}
