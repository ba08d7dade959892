package dev.ifsbench.ws2;

import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * The calls that a program makes on its sockets, to this project's {@link Winsock} or to the
 * system's own, {@link SystemWinsock}. What is said here of providers, entries and error codes
 * holds for this project's; the system's is as the system has it. Each call clears its {@link
 * Errno} first. All calls may be made by any thread.
 */
public interface SocketApi {
  /**
   * {@code WSASocketW}: creates a socket.
   *
   * @param af address family, 0 for any, or {@link Ws2Def#FROM_PROTOCOL_INFO}
   * @param type socket type, 0 for any, or {@link Ws2Def#FROM_PROTOCOL_INFO}
   * @param protocol protocol, 0 for any, or {@link Ws2Def#FROM_PROTOCOL_INFO}
   * @param lpProtocolInfo the catalog entry to open it through, such as a duplicated socket's, or
   *     null for the first entry that serves the other three
   * @param g socket group; reserved, 0
   * @param dwFlags {@code WSA_FLAG_*} bits
   * @param errno out: {@code WSAEAFNOSUPPORT}, {@code WSAESOCKTNOSUPPORT}, {@code
   *     WSAEPROTONOSUPPORT} or {@code WSAEINVAL} if no entry serves; else the provider's
   * @return the socket, or {@link Ws2Def#INVALID_SOCKET}
   */
  long socket(
      int af, int type, int protocol, ProtocolInfo lpProtocolInfo, int g, int dwFlags, Errno errno);

  /**
   * {@code accept}: takes a connection off a listening socket. The new socket has its listener's
   * provider.
   *
   * @param s the listening socket
   * @param addr where the peer's address goes, or null
   * @param addrlen in: bytes available; out: bytes of the address; null with {@code addr}
   * @param errno where the error goes
   * @return the new socket, or {@link Ws2Def#INVALID_SOCKET}
   */
  long accept(long s, NativeMemory addr, IntRef addrlen, Errno errno);

  /**
   * {@code bind}: gives a socket its local address.
   *
   * @param s the socket
   * @param name the address
   * @param namelen its length in bytes
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int bind(long s, NativeMemory name, int namelen, Errno errno);

  /**
   * {@code closesocket}: closes a socket. When the provider fails, with {@code WSAEWOULDBLOCK} for
   * one that lingers, the handle stays as it was and can be closed again.
   *
   * @param s the socket
   * @param errno where the error goes; {@code WSAENOTSOCK} also when another thread is closing it
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int closesocket(long s, Errno errno);

  /**
   * {@code connect}: connects a socket.
   *
   * @param s the socket
   * @param name the peer's address
   * @param namelen its length in bytes
   * @param errno where the error goes; {@code WSAEWOULDBLOCK} while a non-blocking socket connects
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int connect(long s, NativeMemory name, int namelen, Errno errno);

  /**
   * {@code getpeername}: reports the peer's address.
   *
   * @param s the socket
   * @param name where the address goes
   * @param namelen in: bytes available; out: bytes of the address
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int getpeername(long s, NativeMemory name, IntRef namelen, Errno errno);

  /**
   * {@code getsockname}: reports the local address.
   *
   * @param s the socket
   * @param name where the address goes
   * @param namelen in: bytes available; out: bytes of the address
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int getsockname(long s, NativeMemory name, IntRef namelen, Errno errno);

  /**
   * {@code getsockopt}: reads a socket option.
   *
   * @param s the socket
   * @param level the option's level
   * @param optname the option
   * @param optval where its value goes
   * @param optlen in: bytes available; out: bytes of the value
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int getsockopt(long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno errno);

  /**
   * {@code WSAIoctl}: controls a socket, synchronously.
   *
   * @param s the socket
   * @param dwIoControlCode the operation
   * @param lpvInBuffer input, or null
   * @param cbInBuffer bytes of input
   * @param lpvOutBuffer output, or null
   * @param cbOutBuffer bytes available for output
   * @param lpcbBytesReturned out: bytes of output
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int ioctl(
      long s,
      int dwIoControlCode,
      NativeMemory lpvInBuffer,
      int cbInBuffer,
      NativeMemory lpvOutBuffer,
      int cbOutBuffer,
      IntRef lpcbBytesReturned,
      Errno errno);

  /**
   * {@code listen}: makes a socket accept connections.
   *
   * @param s the socket
   * @param backlog the longest queue of pending connections
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int listen(long s, int backlog, Errno errno);

  /**
   * {@code WSARecv}: receives on a connected socket.
   *
   * @param s the socket
   * @param lpBuffers the buffers
   * @param dwBufferCount how many of them to use
   * @param lpNumberOfBytesRecvd out: bytes received; 0 at the end of a stream; of a datagram that
   *     does not fit, {@code WSAEMSGSIZE}, those that came; may be null with {@code lpOverlapped}
   * @param lpFlags in and out: {@code MSG_*} flags
   * @param lpOverlapped the overlapped structure, or null for a synchronous call
   * @param lpCompletionRoutine called on completion, or null
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int recv(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno);

  /**
   * {@code WSARecvFrom}: receives, and reports the sender's address.
   *
   * @param s the socket
   * @param lpBuffers the buffers
   * @param dwBufferCount how many of them to use
   * @param lpNumberOfBytesRecvd out: bytes received, as for {@link #recv}
   * @param lpFlags in and out: {@code MSG_*} flags
   * @param lpFrom where the address goes, or null
   * @param lpFromlen in: bytes available; out: bytes of the address; null with {@code lpFrom}
   * @param lpOverlapped the overlapped structure, or null for a synchronous call
   * @param lpCompletionRoutine called on completion, or null
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int recvFrom(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      NativeMemory lpFrom,
      IntRef lpFromlen,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno);

  /**
   * {@code select}: waits until sockets are ready. It goes to the provider of the first handle of
   * the first set that has one, in the order read, write, except.
   *
   * @param readfds in: handles to test; out: those that can be read; or null
   * @param writefds in: handles to test; out: those that can be written; or null
   * @param exceptfds in: handles to test; out: those with an exceptional condition; or null
   * @param timeout how long to wait, or null for no limit
   * @param errno where the error goes; {@code WSAEINVAL} if no set has a handle
   * @return how many handles are ready, 0 on timeout, or {@link Ws2Def#SOCKET_ERROR}
   */
  int select(FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno errno);

  /**
   * {@code WSASend}: sends on a connected socket.
   *
   * @param s the socket
   * @param lpBuffers the buffers
   * @param dwBufferCount how many of them to use
   * @param lpNumberOfBytesSent out: bytes sent, which may be fewer than given
   * @param dwFlags {@code MSG_*} flags
   * @param lpOverlapped the overlapped structure, or null for a synchronous call
   * @param lpCompletionRoutine called on completion, or null
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int send(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno);

  /**
   * {@code WSASendTo}: sends to an address.
   *
   * @param s the socket
   * @param lpBuffers the buffers
   * @param dwBufferCount how many of them to use
   * @param lpNumberOfBytesSent out: bytes sent
   * @param dwFlags {@code MSG_*} flags
   * @param lpTo the address, or null if the socket is connected
   * @param iTolen its length in bytes
   * @param lpOverlapped the overlapped structure, or null for a synchronous call
   * @param lpCompletionRoutine called on completion, or null
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int sendTo(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      NativeMemory lpTo,
      int iTolen,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno);

  /**
   * {@code setsockopt}: sets a socket option.
   *
   * @param s the socket
   * @param level the option's level
   * @param optname the option
   * @param optval its value
   * @param optlen the value's length in bytes
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int setsockopt(long s, int level, int optname, NativeMemory optval, int optlen, Errno errno);

  /**
   * {@code ReadFile} of kernel32.dll: reads by the operating system's own call, with no look at the
   * handle table. On an operating system's handle no layer sees the bytes. On a handle made by
   * {@code WPUCreateSocketHandle} the system asks its owner, whose {@code WSPRecv} is called once,
   * in a thread of the runtime's own.
   *
   * @param hFile the handle
   * @param lpBuffer the address where the bytes go
   * @param nNumberOfBytesToRead how many at most
   * @param lpNumberOfBytesRead out: bytes read; 0 at the end of a stream
   * @param errno where the error goes: {@code WSA_INVALID_HANDLE}; {@code WSA_OPERATION_ABORTED} if
   *     the handle is closed meanwhile; {@code WSAEOPNOTSUPP} where there is no kernel; else as for
   *     {@link #recv}
   * @return true on success
   */
  boolean readFile(
      long hFile, long lpBuffer, int nNumberOfBytesToRead, IntRef lpNumberOfBytesRead, Errno errno);

  /**
   * {@code WriteFile} of kernel32.dll: writes by the operating system's own call, as {@link
   * #readFile} reads. The owner of a handle made by {@code WPUCreateSocketHandle} gets the bytes by
   * its {@code WSPSend}, once for each 64 KiB; the call returns when they are sent.
   *
   * @param hFile the handle
   * @param lpBuffer the address of the bytes
   * @param nNumberOfBytesToWrite how many
   * @param lpNumberOfBytesWritten out: bytes written, which may be fewer than given
   * @param errno where the error goes, as for {@link #readFile}
   * @return true on success
   */
  boolean writeFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToWrite,
      IntRef lpNumberOfBytesWritten,
      Errno errno);

  /**
   * {@code WSAGetOverlappedResult}: reports how an overlapped operation ended.
   *
   * @param s the socket
   * @param lpOverlapped the operation's structure
   * @param lpcbTransfer out: bytes transferred
   * @param fWait whether to wait for the operation to end
   * @param lpdwFlags out: flags of the completed receive
   * @param errno where the error goes
   * @return true on success
   */
  boolean getOverlappedResult(
      long s,
      WsaOverlapped lpOverlapped,
      IntRef lpcbTransfer,
      boolean fWait,
      IntRef lpdwFlags,
      Errno errno);

  /**
   * {@code WSAPoll}: waits until at least one socket is ready. It allocates nothing.
   *
   * <p>It goes through the providers: a layer that wraps handles sees the call, one that passes
   * them through does not. A layer knows its own handles and the operating system's; handles of two
   * unrelated wrapping layers in one call are {@code POLLNVAL} to one of them.
   *
   * @param data a {@link dev.ifsbench.spi.WsaPollData} with the sockets and the events asked for;
   *     out: the events found. A negative handle is left out; one that is no socket is {@code
   *     POLLNVAL}
   * @param fds how many of its sockets to look at
   * @param timeout how long to wait, in milliseconds; 0 for not at all, negative for no limit
   * @param errno where the error goes; {@code WSAEINVAL} without a block, for events that cannot be
   *     asked for, and if none of the handles is a socket
   * @return how many sockets have events, 0 on timeout, or {@link Ws2Def#SOCKET_ERROR}
   */
  int poll(NativeMemory data, int fds, int timeout, Errno errno);

  /** {@code WSACreateEvent}; 0 if it fails. */
  long createEvent(Errno errno);

  /** {@code WSACloseEvent}. */
  boolean closeEvent(long event, Errno errno);

  /**
   * What kernel32.dll provides for overlapped calls: completion ports, alertable sleep,
   * cancellation. Layers use it as applications do.
   *
   * @return the system's
   */
  OverlappedIo overlapped();
}
