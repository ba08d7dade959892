package dev.ifsbench.ws2;

import java.lang.invoke.VarHandle;

/**
 * Counts starts against clean-ups: {@code WSAStartup} against {@code WSACleanup}, and {@code
 * WSPStartup} against {@code WSPCleanup} inside a provider. All methods may be called by any
 * thread.
 *
 * <p>From a first start to the last clean-up is one <em>life</em>. Whoever opens something asks for
 * the life before, and again when what it has opened can be found by a clean-up: if the life is
 * over then, the clean-up may not have found it, and whoever opened it closes it.
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
   * Takes one start back. Of several threads that take the last ones back exactly one gets 0.
   *
   * @return how many are left, or -1 if there was none to take back
   */
  public synchronized int decrement() {
    if (count == 0) {
      return -1;
    }
    if (--count == 0) {
      life = 0;
      // What is looked at from here on was there before, or its maker sees that the life is over.
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
   * Tells the present life from others.
   *
   * @return its number; 0 if there is no start that has not been taken back
   */
  public int life() {
    return life;
  }

  /**
   * Whether a life still lasts.
   *
   * @param number what {@link #life} returned
   * @return true if it was one, and no last clean-up has come since
   */
  public boolean isInLife(int number) {
    return number != 0 && number == life;
  }
}
