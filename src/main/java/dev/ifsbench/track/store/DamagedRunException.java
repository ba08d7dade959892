package dev.ifsbench.track.store;

/** A run of which something is missing or not as it was written. Its message names what. */
public final class DamagedRunException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Names the damage.
   *
   * @param message one line that begins with the run or the file
   */
  public DamagedRunException(String message) {
    super(message);
  }
}
