package dev.ifsbench.sockets.none;

import dev.ifsbench.sockets.ApcQueue;
import dev.ifsbench.sockets.CompletionNotifier;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.OverlappedRequest;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;

/** Overlapped I/O without an operating system: every operation has ended before it returns. */
final class NullOverlapped extends CompletionNotifier {
  private final NullSockets sockets;
  private final RoutineCalls calls = new RoutineCalls();

  NullOverlapped(NullSockets sockets) {
    super(sockets);
    this.sockets = sockets;
  }

  @Override
  public int send(long s, OverlappedRequest request, Errno errno) {
    int bytes =
        sockets.sendTo(
            s,
            request.buffers(),
            request.count(),
            request.sendFlags(),
            request.address(),
            request.addressLength(),
            errno);
    return ended(s, request, bytes);
  }

  @Override
  public int recv(long s, OverlappedRequest request, Errno errno) {
    int bytes =
        sockets.recvFrom(
            s,
            request.buffers(),
            request.count(),
            request.receiveFlags(),
            request.address(),
            request.addressRoom(),
            errno);
    return ended(s, request, bytes);
  }

  private int ended(long s, OverlappedRequest request, int bytes) {
    if (bytes == Ws2Def.SOCKET_ERROR) {
      return bytes;
    }
    WsaOverlapped overlapped = request.overlapped();
    begin(overlapped);
    overlapped.setOffset(0);
    overlapped.setOffsetHigh(0);
    if (request.transferred() != null) {
      request.transferred().value = bytes;
    }
    CompletionRoutine routine = request.routine();
    if (routine == null) {
      completeAtOnce(s, overlapped, bytes);
    } else {
      ApcQueue thread = (ApcQueue) request.thread();
      overlapped.setInternalHigh(bytes);
      overlapped.setInternal(0);
      calls.add(thread, routine, overlapped, bytes);
    }
    return 0;
  }

  @Override
  public boolean cancel(long s, WsaOverlapped overlapped, Errno errno) {
    errno.clear();
    return false;
  }

  @Override
  public boolean cancelOwn(long handle, Errno errno) {
    return !isNoHandle(handle, errno);
  }

  @Override
  public String engine() {
    return SocketNames.NONE.engine();
  }
}
