package dev.ifsbench.track.index;

/** Thrown where a block is not what this program wrote. */
public final class BrokenIndexException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message for debugging; no command shows it
   */
  public BrokenIndexException(String message) {
    super(message);
  }
}
