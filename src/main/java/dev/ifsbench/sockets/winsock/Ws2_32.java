package dev.ifsbench.sockets.winsock;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.ifsbench.spi.WinsockError;

/**
 * Windows' {@code ws2_32.dll} through JNA's direct mapping, as thin as Java allows: the names,
 * parameters and results of the documentation, with {@code SOCKET}s, handles and pointers as {@code
 * long}.
 *
 * <p>Nothing is checked: a wrong address crashes the process. The error of a call that failed is
 * {@link #lastError()}, which JNA's stub keeps before the virtual machine can overwrite it: {@code
 * WSAGetLastError} reads the same word as {@code GetLastError}, so asking the library itself, one
 * call later, would be too late. All calls may be made by any thread, and allocate nothing.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/">winsock2.h</a>
 */
final class Ws2_32 {
  static {
    Native.register(Ws2_32.class, NativeLibrary.getInstance("ws2_32"));
  }

  private Ws2_32() {}

  /** The error of the calling thread's last call through any mapped function. */
  static int lastError() {
    return Native.getLastError();
  }

  /** The same, by its name. */
  static WinsockError error() {
    return WinsockError.fromCode(lastError());
  }

  static native int WSAStartup(short wVersionRequested, long lpWSAData);

  static native long WSASocketW(
      int af, int type, int protocol, long lpProtocolInfo, int g, int dwFlags);

  static native int WSADuplicateSocketW(long s, int dwProcessId, long lpProtocolInfo);

  static native int closesocket(long s);

  static native int bind(long s, long name, int namelen);

  static native int connect(long s, long name, int namelen);

  static native int listen(long s, int backlog);

  static native long accept(long s, long addr, long addrlen);

  static native int shutdown(long s, int how);

  static native int getsockname(long s, long name, long namelen);

  static native int getpeername(long s, long name, long namelen);

  static native int getsockopt(long s, int level, int optname, long optval, long optlen);

  static native int setsockopt(long s, int level, int optname, long optval, int optlen);

  static native int select(int nfds, long readfds, long writefds, long exceptfds, long timeout);

  static native int WSAEventSelect(long s, long hEventObject, int lNetworkEvents);

  static native int WSAEnumNetworkEvents(long s, long hEventObject, long lpNetworkEvents);

  static native int WSAPoll(long fdArray, int fds, int timeout);

  static native int WSASend(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesSent,
      int dwFlags,
      long lpOverlapped,
      long lpCompletionRoutine);

  static native int WSASendTo(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesSent,
      int dwFlags,
      long lpTo,
      int iTolen,
      long lpOverlapped,
      long lpCompletionRoutine);

  static native int WSARecv(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesRecvd,
      long lpFlags,
      long lpOverlapped,
      long lpCompletionRoutine);

  static native int WSARecvFrom(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesRecvd,
      long lpFlags,
      long lpFrom,
      long lpFromlen,
      long lpOverlapped,
      long lpCompletionRoutine);

  static native int WSAIoctl(
      long s,
      int dwIoControlCode,
      long lpvInBuffer,
      int cbInBuffer,
      long lpvOutBuffer,
      int cbOutBuffer,
      long lpcbBytesReturned,
      long lpOverlapped,
      long lpCompletionRoutine);

  static native int WSAGetOverlappedResult(
      long s, long lpOverlapped, long lpcbTransfer, int fWait, long lpdwFlags);
}
