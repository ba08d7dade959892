package dev.ifsbench.cli;

/**
 * What was asked cannot be done, for a reason that the person who asked can mend. Its message, one
 * line, is all that is shown.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }
}
