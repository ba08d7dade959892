package dev.ifsbench.provider;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls that use a socket, and finds the one moment when it is closing and no call uses
 * it any more. All methods may be called by any thread and never wait.
 */
final class ReferenceCount {
  /** What the beginning of a close found. */
  enum Close {
    /** No call uses the socket: whoever began the close ends it. */
    IDLE,
    /** Calls use the socket: the last one to release it ends the close. */
    IN_USE,
    /** Somebody else has begun to close it. */
    ALREADY_CLOSING
  }

  // The sign bit says that the socket is closing; the others count.
  private static final int CLOSING = Integer.MIN_VALUE;

  private final AtomicInteger state = new AtomicInteger();

  /** Begins a use; false if the socket is closing. */
  boolean acquire() {
    int seen;
    do {
      seen = state.get();
      if (seen < 0) {
        return false;
      }
    } while (!state.weakCompareAndSetVolatile(seen, seen + 1));
    return true;
  }

  /** Ends a use; true if the socket is closing and this was the last one, exactly once. */
  boolean release() {
    return state.decrementAndGet() == CLOSING;
  }

  boolean isClosing() {
    return state.get() < 0;
  }

  Close beginClose() {
    int seen = state.getAndUpdate(count -> count | CLOSING);
    if (seen < 0) {
      return Close.ALREADY_CLOSING;
    }
    return seen == 0 ? Close.IDLE : Close.IN_USE;
  }

  /** Takes back a close that found the socket idle and then failed. */
  void cancelClose() {
    state.set(0);
  }
}
