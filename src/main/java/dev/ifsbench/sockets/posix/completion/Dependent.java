package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.spi.WsaOverlapped;

/** An operation that involves two sockets. */
interface Dependent {
  /**
   * Ends the operation if it is the one meant; no monitor is held.
   *
   * @param fd the socket through which it is ended
   * @param overlapped its structure, or null for any
   * @param beginner the thread that has begun it, or null for any
   * @return whether it was meant
   */
  boolean abort(int fd, WsaOverlapped overlapped, Thread beginner);
}
