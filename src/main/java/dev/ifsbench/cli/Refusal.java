package dev.ifsbench.cli;

import dev.ifsbench.report.Printable;
import dev.ifsbench.track.Secrets;

/**
 * What was asked cannot be done, for a reason that the person who asked can mend. Its message, one
 * line, is all that is shown: without secrets, and without what a terminal would obey.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(Printable.of(Secrets.mask(message)));
  }
}
