package dev.ifsbench.track.run;

import dev.ifsbench.track.environment.Secrets;

/** A fork that did not deliver a result. */
public final class ForkFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private static final int SIGNALS_BEGIN = 128;
  private static final int LAST_SIGNAL = 64;

  private final transient String log;
  private final boolean killed;

  /**
   * Records the failure.
   *
   * @param message why, in one line
   * @param log what JMH and the fork printed
   * @param cause what JMH threw, or null
   */
  public ForkFailedException(String message, String log, Throwable cause) {
    super(message, cause);
    this.log = Secrets.mask(log);
    this.killed = false;
  }

  private ForkFailedException(int signal, String log, Throwable cause) {
    super("the fork was ended by signal " + signal, cause);
    this.log = Secrets.mask(log);
    this.killed = true;
  }

  /**
   * Records how a fork ended.
   *
   * @param exitCode other than 0, as the operating system gives it
   * @param message why it ended, unless it was by a signal
   * @param log what JMH and the fork printed
   * @param cause what JMH threw, or null
   */
  static ForkFailedException ofExit(int exitCode, String message, String log, Throwable cause) {
    int signal = exitCode - SIGNALS_BEGIN;
    return signal >= 1 && signal <= LAST_SIGNAL
        ? new ForkFailedException(signal, log, cause)
        : new ForkFailedException(message, log, cause);
  }

  /** Whether a signal ended the fork, which says nothing of what it was to measure. */
  public boolean wasKilled() {
    return killed;
  }

  /** What JMH and the fork printed, stack traces included, with secrets masked. */
  public String log() {
    return log;
  }
}
