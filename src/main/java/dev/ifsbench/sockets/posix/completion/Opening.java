package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.spi.WinsockError;

/** What has to succeed before an operation transfers anything: a connection. */
interface Opening {
  /** Goes on; 0 when it has succeeded, an errno, negated, or {@link PendingTransfer#PENDING}. */
  long attempt(LibC libc);

  /** What an errno of {@link #attempt} is for Winsock. */
  WinsockError translate(int errno);
}
