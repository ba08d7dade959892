package dev.ifsbench.sockets;

import dev.ifsbench.spi.Errno;

/**
 * Does the I/O that reaches a created handle through the operating system's {@code ReadFile} and
 * {@code WriteFile}: the process that made the handle, as {@code ws2ifsl.sys} asks it to.
 *
 * <p>Calls come from threads that serve the handle, one for each direction. The handle's number
 * means the same handle until the call returns, even if it is closed meanwhile. The methods must
 * not throw.
 */
public interface HandleOwner {
  /**
   * Sends what was written to a handle.
   *
   * @param handle the handle
   * @param address where the bytes are
   * @param length how many, from 0
   * @param errno where the error goes
   * @return bytes sent, or {@link dev.ifsbench.spi.Ws2Def#SOCKET_ERROR}
   */
  int send(long handle, long address, int length, Errno errno);

  /**
   * Receives what is asked of a handle.
   *
   * @param handle the handle
   * @param address where the bytes go
   * @param length how many at most, from 1
   * @param errno where the error goes
   * @return bytes received, 0 at the end of a stream, or {@link
   *     dev.ifsbench.spi.Ws2Def#SOCKET_ERROR}
   */
  int recv(long handle, long address, int length, Errno errno);
}
