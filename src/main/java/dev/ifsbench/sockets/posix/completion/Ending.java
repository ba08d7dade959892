package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.spi.WinsockError;

/** Who is told of an operation's end. It has the socket still entered, and leaves it. */
interface Ending {
  /** A pending operation has ended; the monitor of its socket's operations is held. */
  void ended(WinsockError error, int bytes);
}
