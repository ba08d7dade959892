package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.spi.WinsockError;

/** What has to succeed before an operation transfers anything: a connection. */
interface Opening {
  /**
   * Goes on; returns 0 when it has succeeded, a negated errno, or {@link PendingTransfer#PENDING}.
   */
  long attempt(LibC libc);

  /** Translates an errno of {@link #attempt} to Winsock's. */
  WinsockError translate(int errno);
}
