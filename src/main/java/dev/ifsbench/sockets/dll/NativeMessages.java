package dev.ifsbench.sockets.dll;

import com.sun.jna.Function;
import com.sun.jna.Native;
import dev.ifsbench.sockets.winsock.WinsockMessages;
import dev.ifsbench.sockets.winsock.WinsockScratch;
import dev.ifsbench.sockets.winsock.WinsockSockets;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.OverlappedRequest;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * The {@code WSASendMsg} and {@code WSARecvMsg} that a provider in C hands out. On the system's own
 * sockets they are called as the system's are; on a handle that the provider has made, the provider
 * announces the end. Safe for use by several threads.
 */
final class NativeMessages {
  private final WinsockSockets sockets;
  private final WinsockMessages system;

  NativeMessages(WinsockSockets sockets) {
    this.sockets = sockets;
    this.system = sockets.messages();
  }

  int send(
      Function c,
      long s,
      WsaMsg message,
      int flags,
      IntRef sent,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    if (isMissing(message, sent, overlapped)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    if (overlapped == null) {
      return moved(system.send(c, s, message, flags, errno), sent);
    }
    if (!sockets.isCreated(s)) {
      OverlappedRequest request =
          overlapped
              .request(routine, thread)
              .toSend(message.buffers, message.bufferCount, sent, flags);
      return system.send(c, s, request, message, errno);
    }
    if (system.isNotToSend(s, message, errno)) {
      return Ws2Def.SOCKET_ERROR;
    }
    long at = HostedOperations.begin(overlapped, routine).message().toSend(message);
    return begun(
        c.invokeInt(
            new Object[] {
              s,
              at,
              flags,
              WinsockScratch.get().first(0),
              overlapped.address(),
              HostedOperations.addressOf(routine)
            }),
        sent,
        overlapped,
        errno);
  }

  int receive(
      Function c,
      long s,
      WsaMsg message,
      IntRef received,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    if (isMissing(message, received, overlapped)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    if (overlapped == null) {
      return moved(system.receive(c, s, message, errno), received);
    }
    if (!sockets.isCreated(s)) {
      OverlappedRequest request =
          overlapped
              .request(routine, thread)
              .toReceive(message.buffers, message.bufferCount, received, message.flags);
      return system.receive(c, s, request, message, errno);
    }
    if (system.isNotToReceive(s, message, errno)) {
      return Ws2Def.SOCKET_ERROR;
    }
    long at = HostedOperations.begin(overlapped, routine).message().toReceive(message);
    return begun(
        c.invokeInt(
            new Object[] {
              s,
              at,
              WinsockScratch.get().first(0),
              overlapped.address(),
              HostedOperations.addressOf(routine)
            }),
        received,
        overlapped,
        errno);
  }

  private static boolean isMissing(WsaMsg message, IntRef moved, WsaOverlapped overlapped) {
    return message == null || (overlapped == null && moved == null);
  }

  private static int moved(int bytes, IntRef moved) {
    if (bytes < 0) {
      return Ws2Def.SOCKET_ERROR;
    }
    moved.value = bytes;
    return 0;
  }

  /** The provider has been asked for an operation on a handle of its own. */
  private static int begun(int failed, IntRef moved, WsaOverlapped overlapped, Errno errno) {
    if (failed == 0) {
      if (moved != null) {
        moved.value = WinsockScratch.get().getFirst();
      }
      return 0;
    }
    WinsockError error = WinsockError.fromCode(Native.getLastError());
    if (error != WinsockError.WSA_IO_PENDING) {
      HostedOperations.end(overlapped.address());
    }
    return errno.fail(error);
  }
}
