package dev.ifsbench.sockets;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WsaBuf;

/**
 * The two calls on a connected socket that are measured most. Results and errors are those of
 * {@link NativeSockets}. All calls may be made by any thread, and allocate nothing.
 */
public interface SendRecv {
  /**
   * Sends the bytes of some buffers, one after the other.
   *
   * @param s the socket
   * @param buffers the buffers
   * @param count how many of them to send
   * @param flags {@code MSG_*} bits
   * @param errno where the error goes
   * @return bytes sent, which may be fewer than given
   */
  int send(long s, WsaBuf[] buffers, int count, int flags, Errno errno);

  /**
   * Receives into some buffers, one after the other. A datagram that does not fit fills them and
   * fails with {@code WSAEMSGSIZE}; its rest is lost.
   *
   * @param s the socket
   * @param buffers the buffers
   * @param count how many of them to use
   * @param flags in: {@code MSG_*} bits; out: 0, for no message received here is marked
   * @param errno where the error goes
   * @return bytes received; 0 at the end of a stream
   */
  int recv(long s, WsaBuf[] buffers, int count, IntRef flags, Errno errno);
}
