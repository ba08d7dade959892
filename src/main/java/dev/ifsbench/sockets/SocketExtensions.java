package dev.ifsbench.sockets;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.AcceptExAddress;
import dev.ifsbench.spi.extension.SockAddrRef;

/**
 * Connections made and ended by overlapped operations; they follow the rules of {@link
 * OverlappedIo}. They return 0, or {@code SOCKET_ERROR} with the error, {@code WSA_IO_PENDING} if
 * the operation goes on. There are no completion routines.
 *
 * <p>A socket that was connected by one of these can send, receive and be closed; its peer's
 * address and {@code shutdown} are {@code WSAENOTCONN} until {@code SO_UPDATE_ACCEPT_CONTEXT} or
 * {@code SO_UPDATE_CONNECT_CONTEXT} is set.
 */
public interface SocketExtensions {
  /**
   * Accepts a connection into an existing socket. The end is announced on the listening socket.
   * Closing either socket ends the operation.
   *
   * @param listener the listening socket
   * @param accepted a stream socket of the same family, not connected; it takes no part in another
   *     such operation and has no duplicate
   * @param output where the data, the local and the remote address go, in this order
   * @param dataLength bytes for the first data; 0 to end with the connection
   * @param localLength bytes for the local address
   * @param remoteLength bytes for the remote address
   * @param received out: bytes of data, if the operation has ended; or null
   * @param overlapped the operation's structure
   * @param errno where the error goes: {@code WSAEINVAL} for sockets that are not as described,
   *     {@code WSA_INVALID_PARAMETER} without a structure
   * @return 0, or {@code SOCKET_ERROR}
   */
  int acceptEx(
      long listener,
      long accepted,
      NativeMemory output,
      int dataLength,
      int localLength,
      int remoteLength,
      IntRef received,
      WsaOverlapped overlapped,
      Errno errno);

  /**
   * {@code GetAcceptExSockaddrs}: finds the addresses that {@link #acceptEx} has left.
   *
   * @param output the output buffer
   * @param dataLength bytes for the first data
   * @param localLength bytes for the local address
   * @param remoteLength bytes for the remote address
   * @param local out: the local address, in the buffer
   * @param remote out: the remote address, in the buffer
   */
  default void acceptExAddresses(
      NativeMemory output,
      int dataLength,
      int localLength,
      int remoteLength,
      SockAddrRef local,
      SockAddrRef remote) {
    AcceptExAddress.find(output, dataLength, localLength, remoteLength, local, remote);
  }

  /**
   * Connects a socket, and sends its first data.
   *
   * @param s a stream socket that is bound
   * @param name the peer's address
   * @param namelen its length in bytes
   * @param data the first data, or null
   * @param dataLength its bytes
   * @param sent out: bytes sent, if the operation has ended; or null
   * @param overlapped the operation's structure
   * @param errno where the error goes: {@code WSAEINVAL} if it is not bound, {@code
   *     WSA_INVALID_PARAMETER} without a structure
   * @return 0, or {@code SOCKET_ERROR}
   */
  int connectEx(
      long s,
      NativeMemory name,
      int namelen,
      NativeMemory data,
      int dataLength,
      IntRef sent,
      WsaOverlapped overlapped,
      Errno errno);

  /**
   * Ends a connection; the socket's pending operations end with it. This never waits.
   *
   * @param s a connected stream socket
   * @param overlapped the operation's structure, or null
   * @param reuse whether to make the socket as new afterwards, not bound
   * @param errno where the error goes: {@code WSAENOTCONN} if it is not connected, {@code
   *     WSAEINVAL} if it has a duplicate and is to be used again
   * @return 0, or {@code SOCKET_ERROR}
   */
  int disconnectEx(long s, WsaOverlapped overlapped, boolean reuse, Errno errno);

  /**
   * Sends a file, with bytes before and after it. Without a structure it waits, on a non-blocking
   * socket too.
   *
   * @param s a connected stream socket
   * @param file the file's handle
   * @param count bytes of the file, unsigned; 0 for all to its end, where it stops in any case
   * @param head what goes before the file; it must stay until the operation ends
   * @param tail what goes after it
   * @param overlapped the operation's structure, whose {@code Offset} and {@code OffsetHigh} say
   *     where in the file to begin; null to begin where the file stands
   * @param errno where the error goes: {@code WSAENOTCONN} if the socket is not connected, {@code
   *     WSA_INVALID_HANDLE} if the file is not open, {@code WSAEINVAL} if it is no file
   * @return 0, or {@code SOCKET_ERROR}
   */
  int transmitFile(
      long s,
      long file,
      int count,
      WsaBuf head,
      WsaBuf tail,
      WsaOverlapped overlapped,
      Errno errno);
}
