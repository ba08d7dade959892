package dev.ifsbench.track.store;

/**
 * A run cannot be read or compared, for a reason that the user can correct. The message is one
 * line.
 */
public final class UnusableRunException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message one line: what is wrong, and where
   */
  public UnusableRunException(String message) {
    super(message);
  }
}
