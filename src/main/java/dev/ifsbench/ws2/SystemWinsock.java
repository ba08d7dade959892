package dev.ifsbench.ws2;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.sockets.SendRecv;
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
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.spi.WsaThreadId;

/**
 * The system's own Winsock: each call is handed to the operating system as it is, so that the
 * system's Ws2_32.dll dispatches it to the providers of the system's own catalog. This project's
 * model is not involved: no catalog, no handle table, no layer.
 *
 * <p>Entries are those of {@link NativeSockets#systemEntries}, which only Windows has. All calls
 * may be made by any thread.
 */
public final class SystemWinsock implements SocketApi {
  private final NativeSockets sockets;
  private final SendRecv sendRecv;
  private final OverlappedIo overlapped;

  /**
   * Calls a system.
   *
   * @param sockets the operating system
   */
  public SystemWinsock(NativeSockets sockets) {
    this.sockets = sockets;
    sendRecv = sockets.sendRecv();
    overlapped = sockets.overlapped();
  }

  @Override
  public long socket(
      int af,
      int type,
      int protocol,
      ProtocolInfo lpProtocolInfo,
      int g,
      int dwFlags,
      Errno errno) {
    errno.clear();
    return lpProtocolInfo == null
        ? sockets.plainSocket(af, type, errno)
        : sockets.socketOf(lpProtocolInfo, errno);
  }

  @Override
  public long accept(long s, NativeMemory addr, IntRef addrlen, Errno errno) {
    errno.clear();
    return sockets.accept(s, addr, addrlen, errno);
  }

  @Override
  public int bind(long s, NativeMemory name, int namelen, Errno errno) {
    errno.clear();
    return sockets.bind(s, name, namelen, errno);
  }

  @Override
  public int closesocket(long s, Errno errno) {
    errno.clear();
    return sockets.close(s, errno);
  }

  @Override
  public int connect(long s, NativeMemory name, int namelen, Errno errno) {
    errno.clear();
    return sockets.connect(s, name, namelen, errno);
  }

  @Override
  public int getpeername(long s, NativeMemory name, IntRef namelen, Errno errno) {
    errno.clear();
    return sockets.getPeerName(s, name, namelen, errno);
  }

  @Override
  public int getsockname(long s, NativeMemory name, IntRef namelen, Errno errno) {
    errno.clear();
    return sockets.getSockName(s, name, namelen, errno);
  }

  @Override
  public int getsockopt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno errno) {
    errno.clear();
    return sockets.getSockOpt(s, level, optname, optval, optlen, errno);
  }

  @Override
  public int ioctl(
      long s,
      int dwIoControlCode,
      NativeMemory lpvInBuffer,
      int cbInBuffer,
      NativeMemory lpvOutBuffer,
      int cbOutBuffer,
      IntRef lpcbBytesReturned,
      Errno errno) {
    errno.clear();
    return sockets.control(
        s,
        dwIoControlCode,
        NativeMemory.part(lpvInBuffer, cbInBuffer),
        NativeMemory.part(lpvOutBuffer, cbOutBuffer),
        lpcbBytesReturned,
        errno);
  }

  @Override
  public int listen(long s, int backlog, Errno errno) {
    errno.clear();
    return sockets.listen(s, backlog, errno);
  }

  @Override
  public int recv(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno) {
    errno.clear();
    return lpOverlapped == null
        ? transferred(
            sendRecv.recv(s, lpBuffers, dwBufferCount, lpFlags, errno), lpNumberOfBytesRecvd)
        : overlapped.recv(
            s,
            lpOverlapped
                .request(lpCompletionRoutine, thread(lpCompletionRoutine))
                .toReceive(lpBuffers, dwBufferCount, lpNumberOfBytesRecvd, lpFlags),
            errno);
  }

  @Override
  public int recvFrom(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      NativeMemory lpFrom,
      IntRef lpFromlen,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno) {
    errno.clear();
    return lpOverlapped == null
        ? transferred(
            sockets.recvFrom(s, lpBuffers, dwBufferCount, lpFlags, lpFrom, lpFromlen, errno),
            lpNumberOfBytesRecvd)
        : overlapped.recv(
            s,
            lpOverlapped
                .request(lpCompletionRoutine, thread(lpCompletionRoutine))
                .toReceive(lpBuffers, dwBufferCount, lpNumberOfBytesRecvd, lpFlags)
                .from(lpFrom, lpFromlen),
            errno);
  }

  @Override
  public int select(FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno errno) {
    errno.clear();
    return sockets.select(readfds, writefds, exceptfds, timeout, errno);
  }

  @Override
  public int send(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno) {
    errno.clear();
    return lpOverlapped == null
        ? transferred(
            sendRecv.send(s, lpBuffers, dwBufferCount, dwFlags, errno), lpNumberOfBytesSent)
        : overlapped.send(
            s,
            lpOverlapped
                .request(lpCompletionRoutine, thread(lpCompletionRoutine))
                .toSend(lpBuffers, dwBufferCount, lpNumberOfBytesSent, dwFlags),
            errno);
  }

  @Override
  public int sendTo(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      NativeMemory lpTo,
      int iTolen,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno) {
    errno.clear();
    return lpOverlapped == null
        ? transferred(
            sockets.sendTo(s, lpBuffers, dwBufferCount, dwFlags, lpTo, iTolen, errno),
            lpNumberOfBytesSent)
        : overlapped.send(
            s,
            lpOverlapped
                .request(lpCompletionRoutine, thread(lpCompletionRoutine))
                .toSend(lpBuffers, dwBufferCount, lpNumberOfBytesSent, dwFlags)
                .to(lpTo, iTolen),
            errno);
  }

  private static int transferred(int count, IntRef bytes) {
    if (count < 0) {
      return Ws2Def.SOCKET_ERROR;
    }
    bytes.value = count;
    return 0;
  }

  private WsaThreadId thread(CompletionRoutine routine) {
    return routine == null ? null : overlapped.currentThread();
  }

  @Override
  public int setsockopt(
      long s, int level, int optname, NativeMemory optval, int optlen, Errno errno) {
    errno.clear();
    return sockets.setSockOpt(s, level, optname, optval, optlen, errno);
  }

  @Override
  public boolean readFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToRead,
      IntRef lpNumberOfBytesRead,
      Errno errno) {
    errno.clear();
    return transferred(
            sockets.readFile(hFile, lpBuffer, nNumberOfBytesToRead, errno), lpNumberOfBytesRead)
        == 0;
  }

  @Override
  public boolean writeFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToWrite,
      IntRef lpNumberOfBytesWritten,
      Errno errno) {
    errno.clear();
    return transferred(
            sockets.writeFile(hFile, lpBuffer, nNumberOfBytesToWrite, errno),
            lpNumberOfBytesWritten)
        == 0;
  }

  @Override
  public boolean getOverlappedResult(
      long s,
      WsaOverlapped lpOverlapped,
      IntRef lpcbTransfer,
      boolean fWait,
      IntRef lpdwFlags,
      Errno errno) {
    errno.clear();
    return overlapped.result(lpOverlapped, lpcbTransfer, fWait, lpdwFlags, errno);
  }

  @Override
  public int poll(NativeMemory data, int fds, int timeout, Errno errno) {
    errno.clear();
    WsaPollData.begin(data, fds, timeout);
    return sockets.poll(data, errno);
  }

  @Override
  public long createEvent(Errno errno) {
    errno.clear();
    return sockets.createEvent(errno);
  }

  @Override
  public boolean closeEvent(long event, Errno errno) {
    errno.clear();
    return sockets.closeEvent(event, errno);
  }

  @Override
  public OverlappedIo overlapped() {
    return overlapped;
  }
}
