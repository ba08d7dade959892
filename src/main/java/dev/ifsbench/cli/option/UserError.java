package dev.ifsbench.cli.option;

import dev.ifsbench.report.text.Printable;
import dev.ifsbench.track.environment.Secrets;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/**
 * An error that the user can correct. Only its message, one line, is shown: without secrets and
 * terminal control characters.
 */
public final class UserError extends Exception {
  private static final long serialVersionUID = 1;

  public UserError(String message) {
    super(Printable.of(Secrets.mask(message)));
  }

  /**
   * Returns the message that a file cannot be written.
   *
   * @param path of a folder, or the name of another store
   * @param e what was thrown
   */
  public static String unwritable(Object path, IOException e) {
    String reason = e.getMessage();
    if (e instanceof FileAlreadyExistsException) {
      reason = "it is not a folder";
    } else if (e instanceof FileSystemException system && system.getReason() != null) {
      reason = system.getReason();
    }
    return String.format(Locale.ROOT, "Results cannot be written to '%s': %s", path, reason);
  }
}
