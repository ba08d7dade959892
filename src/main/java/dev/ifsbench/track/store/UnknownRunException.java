package dev.ifsbench.track.store;

/** A name by which no run can be found. Its message says why, in one line. */
public final class UnknownRunException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Says why.
   *
   * @param message one line
   */
  public UnknownRunException(String message) {
    super(message);
  }
}
