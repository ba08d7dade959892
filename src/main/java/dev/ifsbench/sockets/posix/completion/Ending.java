package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.spi.WinsockError;

/**
 * Is told of an operation's end in place of the application. The socket is still entered, and this
 * leaves it.
 */
interface Ending {
  /** A pending operation has ended; the monitor of its socket's operations is held. */
  void ended(WinsockError error, int bytes);
}
