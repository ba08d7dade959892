package dev.ifsbench.cli.option;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.environment.Secrets;
import dev.ifsbench.track.store.IoReason;
import java.io.IOException;
import java.util.Locale;

/**
 * An error that the user can correct. Only its message, one line, is shown: without secrets and
 * terminal control characters.
 */
public final class UserError extends Exception {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  /**
   * Creates the error that something given cannot be used.
   *
   * @param message one line
   */
  public UserError(String message) {
    this(ExitCode.REFUSED, message);
  }

  private UserError(ExitCode exitCode, String message) {
    super(Printable.of(Secrets.mask(message)));
    this.exitCode = exitCode;
  }

  /**
   * Returns the error that a command is called wrongly.
   *
   * @param message one line
   */
  public static UserError misuse(String message) {
    return new UserError(ExitCode.USAGE, message);
  }

  /**
   * Returns the error that a fork failed.
   *
   * @param message one line
   */
  public static UserError failed(String message) {
    return new UserError(ExitCode.FAILED, message);
  }

  /** What the command ends with. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /**
   * Returns the message that a file cannot be written.
   *
   * @param path of a folder, or the name of another store
   * @param e what was thrown
   */
  public static String unwritable(Object path, IOException e) {
    return String.format(
        Locale.ROOT, "Results cannot be written to '%s': %s", path, IoReason.of(e));
  }
}
