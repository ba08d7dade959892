package dev.ifsbench.cli.option;

import dev.ifsbench.report.text.Printable;
import dev.ifsbench.track.environment.Secrets;

/**
 * What was asked cannot be done, for a reason that the person who asked can mend. Its message, one
 * line, is all that is shown: without secrets, and without what a terminal would obey.
 */
public final class UserError extends Exception {
  private static final long serialVersionUID = 1;

  public UserError(String message) {
    super(Printable.of(Secrets.mask(message)));
  }
}
