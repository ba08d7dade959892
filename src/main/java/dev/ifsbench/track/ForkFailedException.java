package dev.ifsbench.track;

/** A fork that did not deliver a result. */
public final class ForkFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient String log;

  /**
   * Records the failure.
   *
   * @param message why, in one line
   * @param log what JMH and the fork printed
   * @param cause what JMH threw, or null
   */
  public ForkFailedException(String message, String log, Throwable cause) {
    super(message, cause);
    this.log = log;
  }

  /** What JMH and the fork printed, stack traces included. */
  public String log() {
    return log;
  }
}
