package dev.ifsbench.sockets.winsock;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** {@link Ws2_32} through JNA's direct mapping, whose stub keeps each call's error. */
final class JnaWs2_32 implements Ws2_32 {
  static {
    Native.register(JnaWs2_32.class, NativeLibrary.getInstance("ws2_32"));
  }

  JnaWs2_32() {}

  @Override
  public int lastError() {
    return Native.getLastError();
  }

  @Override
  public native int WSAStartup(int wVersionRequested, long lpWSAData);

  @Override
  public native long WSASocketW(
      int af, int type, int protocol, long lpProtocolInfo, int g, int dwFlags);

  @Override
  public native int WSADuplicateSocketW(long s, int dwProcessId, long lpProtocolInfo);

  @Override
  public native int closesocket(long s);

  @Override
  public native int bind(long s, long name, int namelen);

  @Override
  public native int connect(long s, long name, int namelen);

  @Override
  public native int listen(long s, int backlog);

  @Override
  public native long accept(long s, long addr, long addrlen);

  @Override
  public native int shutdown(long s, int how);

  @Override
  public native int getsockname(long s, long name, long namelen);

  @Override
  public native int getpeername(long s, long name, long namelen);

  @Override
  public native int getsockopt(long s, int level, int optname, long optval, long optlen);

  @Override
  public native int setsockopt(long s, int level, int optname, long optval, int optlen);

  @Override
  public native int select(int nfds, long readfds, long writefds, long exceptfds, long timeout);

  @Override
  public native int WSAEventSelect(long s, long hEventObject, int lNetworkEvents);

  @Override
  public native int WSAEnumNetworkEvents(long s, long hEventObject, long lpNetworkEvents);

  @Override
  public native int WSAPoll(long fdArray, int fds, int timeout);

  @Override
  public native int WSASend(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesSent,
      int dwFlags,
      long lpOverlapped,
      long lpCompletionRoutine);

  @Override
  public native int WSASendTo(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesSent,
      int dwFlags,
      long lpTo,
      int iTolen,
      long lpOverlapped,
      long lpCompletionRoutine);

  @Override
  public native int WSARecv(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesRecvd,
      long lpFlags,
      long lpOverlapped,
      long lpCompletionRoutine);

  @Override
  public native int WSARecvFrom(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesRecvd,
      long lpFlags,
      long lpFrom,
      long lpFromlen,
      long lpOverlapped,
      long lpCompletionRoutine);

  @Override
  public native int WSAIoctl(
      long s,
      int dwIoControlCode,
      long lpvInBuffer,
      int cbInBuffer,
      long lpvOutBuffer,
      int cbOutBuffer,
      long lpcbBytesReturned,
      long lpOverlapped,
      long lpCompletionRoutine);

  @Override
  public native int WSAGetOverlappedResult(
      long s, long lpOverlapped, long lpcbTransfer, int fWait, long lpdwFlags);
}
