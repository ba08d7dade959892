package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * {@code ConnectEx}: connects a socket that is bound, and sends its first data.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_connectex">ConnectEx</a>
 */
@FunctionalInterface
public interface ConnectEx {
  /**
   * Connects a socket.
   *
   * @param s a socket that is bound and not connected
   * @param name the peer's address
   * @param namelen its length in bytes
   * @param lpSendBuffer the first data, which must stay until the operation ends; or null
   * @param dwSendDataLength its bytes
   * @param lpdwBytesSent out: bytes sent, if the operation ends at once; or null
   * @param lpOverlapped the operation's structure
   * @param lpErrno {@code WSA_IO_PENDING} if the operation goes on; {@code WSAEINVAL} if the socket
   *     is not bound
   * @return true if it has ended
   */
  boolean invoke(
      long s,
      NativeMemory name,
      int namelen,
      NativeMemory lpSendBuffer,
      int dwSendDataLength,
      IntRef lpdwBytesSent,
      WsaOverlapped lpOverlapped,
      Errno lpErrno);
}
