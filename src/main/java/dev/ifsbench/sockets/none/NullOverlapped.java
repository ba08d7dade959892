package dev.ifsbench.sockets.none;

import dev.ifsbench.sockets.ApcQueue;
import dev.ifsbench.sockets.CompletionNotifier;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;

/** Overlapped I/O without an operating system: every operation has ended before it returns. */
final class NullOverlapped extends CompletionNotifier {
  private final NullSockets sockets;
  private final RoutineCalls calls = new RoutineCalls();

  NullOverlapped(NullSockets sockets) {
    super(sockets);
    this.sockets = sockets;
  }

  @Override
  public int send(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef sent,
      int flags,
      NativeMemory to,
      int tolen,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    int bytes = sockets.sendTo(s, buffers, count, flags, to, tolen, errno);
    return ended(s, bytes, sent, overlapped, routine, thread);
  }

  @Override
  public int recv(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef received,
      IntRef flags,
      NativeMemory from,
      IntRef fromlen,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    int bytes = sockets.recvFrom(s, buffers, count, flags, from, fromlen, errno);
    return ended(s, bytes, received, overlapped, routine, thread);
  }

  private int ended(
      long s,
      int bytes,
      IntRef transferred,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread) {
    if (bytes == Ws2Def.SOCKET_ERROR) {
      return bytes;
    }
    begin(overlapped);
    overlapped.setOffset(0);
    overlapped.setOffsetHigh(0);
    if (transferred != null) {
      transferred.value = bytes;
    }
    if (routine == null) {
      completeAtOnce(s, overlapped, bytes);
    } else {
      overlapped.setInternalHigh(bytes);
      overlapped.setInternal(0);
      calls.add((ApcQueue) thread, routine, overlapped, bytes);
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
