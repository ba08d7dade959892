package dev.ifsbench.track.store;

/** No run has the given name. The message, one line, says why. */
public final class UnknownRunException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message one line
   */
  public UnknownRunException(String message) {
    super(message);
  }
}
