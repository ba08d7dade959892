package dev.ifsbench.sockets;

import java.util.concurrent.atomic.AtomicBoolean;

/** A socket that was made here, for as long as it is open: whether it is being closed. */
final class OpenSocket {
  private final AtomicBoolean closing = new AtomicBoolean();

  OpenSocket() {}

  boolean isClosing() {
    return closing.get();
  }

  /** Begins to close; false if somebody else does so already. */
  boolean beginClose() {
    return closing.compareAndSet(false, true);
  }

  /** The system has refused to close it. */
  void staysOpen() {
    closing.set(false);
  }
}
