package dev.ifsbench.provider;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts the calls that use a socket, and finds the one moment when it is closing and no call uses
 * it any more. All methods may be called by any thread and never wait.
 *
 * <p>The count is a field of this object: a load after an atomic operation waits for it, so an
 * extra indirection on the way to the next operation would cost time.
 */
final class ReferenceCount {
  /** What a thread that begins a close has found. */
  enum Close {
    /** No call uses the socket: whoever began the close ends it. */
    IDLE,
    /**
     * Calls use the socket, and so does whoever began the close from now on, who may have to wake
     * them: the last one to release it ends the close.
     */
    IN_USE,
    /** Somebody else has begun to close it. */
    ALREADY_CLOSING
  }

  // The sign bit says that the socket is closing; the others count.
  private static final int CLOSING = Integer.MIN_VALUE;

  private static final VarHandle STATE = state();

  private volatile int state;

  private static VarHandle state() {
    try {
      return MethodHandles.lookup().findVarHandle(ReferenceCount.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Begins a use; false if the socket is closing. */
  boolean acquire() {
    int seen;
    do {
      seen = state;
      if (seen < 0) {
        return false;
      }
    } while (!STATE.weakCompareAndSet(this, seen, seen + 1));
    return true;
  }

  /** Ends a use; true if the socket is closing and this was the last one, exactly once. */
  boolean release() {
    return (int) STATE.getAndAdd(this, -1) == CLOSING + 1;
  }

  boolean isClosing() {
    return state < 0;
  }

  Close beginClose() {
    int seen;
    do {
      seen = state;
      if (seen < 0) {
        return Close.ALREADY_CLOSING;
      }
    } while (!STATE.weakCompareAndSet(this, seen, seen == 0 ? CLOSING : CLOSING | seen + 1));
    return seen == 0 ? Close.IDLE : Close.IN_USE;
  }

  /** Takes back a close that found the socket idle and then failed. */
  void cancelClose() {
    state = 0;
  }
}
