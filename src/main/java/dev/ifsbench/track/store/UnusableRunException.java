package dev.ifsbench.track.store;

/**
 * A run cannot be read or compared, for a reason that the person who named it can mend. The message
 * is one line.
 */
public final class UnusableRunException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Says why.
   *
   * @param message one line: what is wrong, and where
   */
  public UnusableRunException(String message) {
    super(message);
  }
}
