package dev.ifsbench.ws2;

import java.lang.invoke.VarHandle;

/**
 * Counts starts against clean-ups: {@code WSAStartup} against {@code WSACleanup}, and {@code
 * WSPStartup} against {@code WSPCleanup} inside a provider. All methods may be called by any
 * thread.
 *
 * <p>From a first start to the last clean-up is one <em>life</em>. Whoever opens something reads
 * the life first, and checks it again once a clean-up could find what was opened: if the life is
 * over by then, the clean-up may have missed it, and whoever opened it closes it.
 */
public final class StartCount {
  private int count;
  private int lives;
  private volatile int life;

  /** Makes one that is not started. */
  public StartCount() {}

  /**
   * Adds a start.
   *
   * @return how many there are now, from 1
   */
  public synchronized int increment() {
    if (count == 0) {
      life = ++lives;
    }
    return ++count;
  }

  /**
   * Takes one start back. If several threads take back the last ones, exactly one of them gets 0.
   *
   * @return how many are left, or -1 if there was none to take back
   */
  public synchronized int decrement() {
    if (count == 0) {
      return -1;
    }
    if (--count == 0) {
      life = 0;
      // Whatever this thread does not see from here on, its maker adds after this, and sees that
      // the life is over.
      VarHandle.fullFence();
    }
    return count;
  }

  /**
   * Whether there is a start that has not been taken back.
   *
   * @return true if there is
   */
  public boolean isStarted() {
    return life != 0;
  }

  /**
   * Identifies the current life.
   *
   * @return its number; 0 if there is no start that has not been taken back
   */
  public int life() {
    return life;
  }

  /**
   * Whether a life goes on.
   *
   * @param number what {@link #life} returned
   * @return true if it was one, and no last clean-up has come since
   */
  public boolean isInLife(int number) {
    return number != 0 && number == life;
  }
}
