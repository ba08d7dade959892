package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * {@code AcceptEx}: accepts a connection into an existing socket, with both addresses and, if asked
 * for, the first data.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-acceptex">AcceptEx</a>
 */
@FunctionalInterface
public interface AcceptEx {
  /** What an address takes in the output buffer beyond its own length, in bytes. */
  int ADDRESS_EXTRA = 16;

  /**
   * Accepts a connection.
   *
   * @param sListenSocket the listening socket
   * @param sAcceptSocket a socket of the same family, neither bound nor connected
   * @param lpOutputBuffer where the data, the local and the remote address go, in this order; it
   *     must stay until the operation ends
   * @param dwReceiveDataLength bytes for the first data; 0 to end with the connection
   * @param dwLocalAddressLength bytes for the local address: the longest one's and {@value
   *     #ADDRESS_EXTRA}
   * @param dwRemoteAddressLength the same for the remote address
   * @param lpdwBytesReceived out: bytes of data, if the operation ends at once; or null
   * @param lpOverlapped the operation's structure; the end is announced on the listening socket
   * @param lpErrno {@code WSA_IO_PENDING} if the operation goes on
   * @return true if it has ended
   */
  boolean invoke(
      long sListenSocket,
      long sAcceptSocket,
      NativeMemory lpOutputBuffer,
      int dwReceiveDataLength,
      int dwLocalAddressLength,
      int dwRemoteAddressLength,
      IntRef lpdwBytesReceived,
      WsaOverlapped lpOverlapped,
      Errno lpErrno);
}
