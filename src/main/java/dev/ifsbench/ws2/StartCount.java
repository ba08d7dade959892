package dev.ifsbench.ws2;

/**
 * Counts starts against clean-ups: {@code WSAStartup} against {@code WSACleanup}, and {@code
 * WSPStartup} against {@code WSPCleanup} inside a provider. All methods may be called by any
 * thread.
 */
public final class StartCount {
  private volatile int count;

  /** Makes one that is not started. */
  public StartCount() {}

  /**
   * Adds a start.
   *
   * @return how many there are now, from 1
   */
  public synchronized int increment() {
    return ++count;
  }

  /**
   * Takes one start back.
   *
   * @return how many are left, or -1 if there was none to take back
   */
  public synchronized int decrement() {
    return count == 0 ? -1 : --count;
  }

  /**
   * Whether there is a start that has not been taken back.
   *
   * @return true if there is
   */
  public boolean isStarted() {
    return count != 0;
  }

  /**
   * Whether the next clean-up is the last.
   *
   * @return true if there is exactly one start
   */
  public boolean isLast() {
    return count == 1;
  }
}
