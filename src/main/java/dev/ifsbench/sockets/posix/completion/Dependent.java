package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.spi.WsaOverlapped;

/** An operation that two sockets take part in. */
interface Dependent {
  /**
   * Ends it, if it is meant; no monitor is held.
   *
   * @param fd through which of its sockets
   * @param overlapped its structure, or null for any
   * @param beginner the thread that has begun it, or null for any
   * @return whether it was meant
   */
  boolean abort(int fd, WsaOverlapped overlapped, Thread beginner);
}
