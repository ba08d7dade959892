package dev.ifsbench.ws2;

import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * The calls that a program makes on its sockets: those of this project's {@link Winsock}, which
 * says what each does, or of the system's own, {@link SystemWinsock}. Each clears its {@link Errno}
 * first. All calls may be made by any thread.
 */
public interface SocketApi {
  /** {@code WSASocketW}. */
  long socket(
      int af, int type, int protocol, ProtocolInfo lpProtocolInfo, int g, int dwFlags, Errno errno);

  /** {@code accept}. */
  long accept(long s, NativeMemory addr, IntRef addrlen, Errno errno);

  /** {@code bind}. */
  int bind(long s, NativeMemory name, int namelen, Errno errno);

  /** {@code closesocket}. */
  int closesocket(long s, Errno errno);

  /** {@code connect}. */
  int connect(long s, NativeMemory name, int namelen, Errno errno);

  /** {@code getpeername}. */
  int getpeername(long s, NativeMemory name, IntRef namelen, Errno errno);

  /** {@code getsockname}. */
  int getsockname(long s, NativeMemory name, IntRef namelen, Errno errno);

  /** {@code getsockopt}. */
  int getsockopt(long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno errno);

  /** {@code WSAIoctl} without an overlapped structure. */
  int ioctl(
      long s,
      int dwIoControlCode,
      NativeMemory lpvInBuffer,
      int cbInBuffer,
      NativeMemory lpvOutBuffer,
      int cbOutBuffer,
      IntRef lpcbBytesReturned,
      Errno errno);

  /** {@code listen}. */
  int listen(long s, int backlog, Errno errno);

  /** {@code WSARecv}; it allocates nothing. */
  int recv(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno);

  /** {@code WSARecvFrom}. */
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

  /** {@code select}. */
  int select(FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno errno);

  /** {@code WSASend}; it allocates nothing. */
  int send(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno);

  /** {@code WSASendTo}. */
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

  /** {@code setsockopt}. */
  int setsockopt(long s, int level, int optname, NativeMemory optval, int optlen, Errno errno);

  /** {@code ReadFile} of kernel32.dll. */
  boolean readFile(
      long hFile, long lpBuffer, int nNumberOfBytesToRead, IntRef lpNumberOfBytesRead, Errno errno);

  /** {@code WriteFile} of kernel32.dll. */
  boolean writeFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToWrite,
      IntRef lpNumberOfBytesWritten,
      Errno errno);

  /** {@code WSAGetOverlappedResult}. */
  boolean getOverlappedResult(
      long s,
      WsaOverlapped lpOverlapped,
      IntRef lpcbTransfer,
      boolean fWait,
      IntRef lpdwFlags,
      Errno errno);

  /** {@code WSAPoll} of the first sockets of a {@link dev.ifsbench.spi.WsaPollData}. */
  int poll(NativeMemory data, int fds, int timeout, Errno errno);

  /** {@code WSACreateEvent}; 0 if it fails. */
  long createEvent(Errno errno);

  /** {@code WSACloseEvent}. */
  boolean closeEvent(long event, Errno errno);

  /** Completion ports, alertable sleep and cancellation, as kernel32.dll has them. */
  OverlappedIo overlapped();
}
