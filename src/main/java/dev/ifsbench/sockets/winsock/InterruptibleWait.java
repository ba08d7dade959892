package dev.ifsbench.sockets.winsock;

/**
 * Cuts a wait that only the system could end into short ones, so that an interruption of the thread
 * is noticed.
 */
final class InterruptibleWait {
  private static final int MILLIS = 50;

  private InterruptibleWait() {}

  /**
   * How long to wait next.
   *
   * @param timeoutMillis the whole wait, in milliseconds; negative for no limit
   * @param begun when it began, by {@link System#nanoTime}
   * @return milliseconds, from 0
   */
  static int next(int timeoutMillis, long begun) {
    return timeoutMillis < 0
        ? MILLIS
        : (int) Math.min(MILLIS, Math.max(left(timeoutMillis, begun), 0));
  }

  /** Whether the whole wait is over. */
  static boolean isOver(int timeoutMillis, long begun) {
    return timeoutMillis >= 0 && left(timeoutMillis, begun) <= 0;
  }

  private static long left(int timeoutMillis, long begun) {
    return timeoutMillis - (System.nanoTime() - begun) / 1_000_000;
  }
}
