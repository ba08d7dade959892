package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * {@code DisconnectEx}: ends a connection, and makes its socket ready for another one.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_disconnectex">DisconnectEx</a>
 */
@FunctionalInterface
public interface DisconnectEx {
  /** The socket can be used for {@link AcceptEx} or {@link ConnectEx} again. */
  int TF_REUSE_SOCKET = 0x02;

  /**
   * Ends a connection.
   *
   * @param s a connected socket
   * @param lpOverlapped the operation's structure, or null
   * @param dwFlags 0 or {@link #TF_REUSE_SOCKET}
   * @param dwReserved 0
   * @param lpErrno {@code WSAENOTCONN} if it is not connected, {@code WSAEINVAL} for other flags
   * @return true if it has ended
   */
  boolean invoke(long s, WsaOverlapped lpOverlapped, int dwFlags, int dwReserved, Errno lpErrno);
}
