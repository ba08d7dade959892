package dev.ifsbench.track.store;

/** A run with a missing or altered file. The message names the file. */
public final class DamagedRunException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message one line that begins with the run or the file
   */
  public DamagedRunException(String message) {
    super(message);
  }
}
