package dev.ifsbench.sockets.winsock;

/**
 * The functions of Windows' {@code ws2_32.dll}, as thin as Java allows: the names, parameters and
 * results of the documentation, with {@code SOCKET}s, handles and pointers as {@code long}.
 *
 * <p>Nothing is checked: a wrong address crashes the process. All calls may be made by any thread,
 * and allocate nothing themselves.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/">winsock2.h</a>
 */
interface Ws2_32 {
  /**
   * The error of the calling thread's last call through this object or the {@link Kernel32} that
   * goes with it, if that call failed. It is kept before the virtual machine can overwrite it:
   * {@code WSAGetLastError} reads the same word as {@code GetLastError}, so asking the library
   * itself, one call later, would be too late.
   */
  int lastError();

  int WSAStartup(int wVersionRequested, long lpWSAData);

  long WSASocketW(int af, int type, int protocol, long lpProtocolInfo, int g, int dwFlags);

  int WSADuplicateSocketW(long s, int dwProcessId, long lpProtocolInfo);

  int closesocket(long s);

  int bind(long s, long name, int namelen);

  int connect(long s, long name, int namelen);

  int listen(long s, int backlog);

  long accept(long s, long addr, long addrlen);

  int shutdown(long s, int how);

  int getsockname(long s, long name, long namelen);

  int getpeername(long s, long name, long namelen);

  int getsockopt(long s, int level, int optname, long optval, long optlen);

  int setsockopt(long s, int level, int optname, long optval, int optlen);

  int select(int nfds, long readfds, long writefds, long exceptfds, long timeout);

  int WSAEventSelect(long s, long hEventObject, int lNetworkEvents);

  int WSAEnumNetworkEvents(long s, long hEventObject, long lpNetworkEvents);

  int WSAPoll(long fdArray, int fds, int timeout);

  int WSASend(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesSent,
      int dwFlags,
      long lpOverlapped,
      long lpCompletionRoutine);

  int WSASendTo(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesSent,
      int dwFlags,
      long lpTo,
      int iTolen,
      long lpOverlapped,
      long lpCompletionRoutine);

  int WSARecv(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesRecvd,
      long lpFlags,
      long lpOverlapped,
      long lpCompletionRoutine);

  int WSARecvFrom(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesRecvd,
      long lpFlags,
      long lpFrom,
      long lpFromlen,
      long lpOverlapped,
      long lpCompletionRoutine);

  int WSAIoctl(
      long s,
      int dwIoControlCode,
      long lpvInBuffer,
      int cbInBuffer,
      long lpvOutBuffer,
      int cbOutBuffer,
      long lpcbBytesReturned,
      long lpOverlapped,
      long lpCompletionRoutine);

  int WSAGetOverlappedResult(
      long s, long lpOverlapped, long lpcbTransfer, int fWait, long lpdwFlags);
}
