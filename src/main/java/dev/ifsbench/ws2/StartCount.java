package dev.ifsbench.ws2;

/** Counts {@code WSAStartup} against {@code WSACleanup}. */
final class StartCount {
  private volatile int count;

  synchronized void increment() {
    count++;
  }

  /**
   * Takes one start back.
   *
   * @return starts that are left, or -1 if there was none to take back
   */
  synchronized int decrement() {
    if (count == 0) {
      return -1;
    }
    return --count;
  }

  boolean isLast() {
    return count == 1;
  }

  boolean isStarted() {
    return count != 0;
  }
}
