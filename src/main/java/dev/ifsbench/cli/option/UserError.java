package dev.ifsbench.cli.option;

import dev.ifsbench.report.text.Printable;
import dev.ifsbench.track.environment.Secrets;

/**
 * An error that the user can correct. Only its message, one line, is shown: without secrets and
 * terminal control characters.
 */
public final class UserError extends Exception {
  private static final long serialVersionUID = 1;

  public UserError(String message) {
    super(Printable.of(Secrets.mask(message)));
  }
}
