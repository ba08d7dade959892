package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.NativeMemory;

/**
 * {@code GetAcceptExSockaddrs}: finds the addresses that {@link AcceptEx} has left in its output
 * buffer, in a form that only its provider knows.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-getacceptexsockaddrs">GetAcceptExSockaddrs</a>
 */
@FunctionalInterface
public interface GetAcceptExSockaddrs {
  /**
   * Makes the call; the lengths are those that {@link AcceptEx} was given.
   *
   * @param lpOutputBuffer the output buffer
   * @param dwReceiveDataLength bytes for the first data
   * @param dwLocalAddressLength bytes for the local address
   * @param dwRemoteAddressLength bytes for the remote address
   * @param localSockaddr out: the local address, in the buffer
   * @param remoteSockaddr out: the remote address, in the buffer
   */
  void invoke(
      NativeMemory lpOutputBuffer,
      int dwReceiveDataLength,
      int dwLocalAddressLength,
      int dwRemoteAddressLength,
      SockAddrRef localSockaddr,
      SockAddrRef remoteSockaddr);
}
