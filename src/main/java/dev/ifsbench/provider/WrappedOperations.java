package dev.ifsbench.provider;

import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.CompleteOverlappedRequest;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The overlapped operations of a started wrapping layer. Each goes down with a record in place of
 * the application's structure; what the next provider announces at the layer's own completion port,
 * as many threads as there are processors take from it, look at, and announce upward.
 */
final class WrappedOperations {
  private final WrappingLayer layer;
  private final OverlappedIo system;
  private final CompleteOverlappedRequest completeOverlappedRequest;

  // One until the layer stops, and one for each operation. Nobody waits at the port after that.
  private final AtomicInteger pending = new AtomicInteger(1);
  private WrappedOperation firstSpare;
  private volatile CompletionPort port;

  WrappedOperations(
      WrappingLayer layer,
      OverlappedIo system,
      CompleteOverlappedRequest completeOverlappedRequest) {
    this.layer = layer;
    this.system = system;
    this.completeOverlappedRequest = completeOverlappedRequest;
  }

  // Going down

  int recv(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    if (lpFlags == null) {
      return layer.refuse(s, WinsockError.WSAEFAULT, lpErrno);
    }
    WrappedOperation down =
        begin(
            s,
            WrappedOperation.Kind.ofReceive(lpFlags),
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno);
    if (down == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    WrappedSocket socket = down.socket();
    down.flags.value = lpFlags.value;
    int result =
        layer
            .next()
            .wspRecv()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                down.bytes,
                down.flags,
                down,
                null,
                null,
                lpErrno);
    return begun(result, down, socket, lpNumberOfBytesRecvd, lpErrno);
  }

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
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    if (lpFlags == null) {
      return layer.refuse(s, WinsockError.WSAEFAULT, lpErrno);
    }
    WrappedOperation down =
        begin(
            s,
            WrappedOperation.Kind.ofReceive(lpFlags),
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno);
    if (down == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    WrappedSocket socket = down.socket();
    down.flags.value = lpFlags.value;
    int result =
        layer
            .next()
            .wspRecvFrom()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                down.bytes,
                down.flags,
                lpFrom,
                lpFromlen,
                down,
                null,
                null,
                lpErrno);
    return begun(result, down, socket, lpNumberOfBytesRecvd, lpErrno);
  }

  int send(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      int dwFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    WrappedOperation down =
        begin(
            s, WrappedOperation.Kind.SEND, lpOverlapped, lpCompletionRoutine, lpThreadId, lpErrno);
    if (down == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    WrappedSocket socket = down.socket();
    int result =
        layer
            .next()
            .wspSend()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                down.bytes,
                dwFlags,
                down,
                null,
                null,
                lpErrno);
    return begun(result, down, socket, null, lpErrno);
  }

  int sendTo(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      int dwFlags,
      NativeMemory lpTo,
      int iTolen,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    WrappedOperation down =
        begin(
            s, WrappedOperation.Kind.SEND, lpOverlapped, lpCompletionRoutine, lpThreadId, lpErrno);
    if (down == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    WrappedSocket socket = down.socket();
    int result =
        layer
            .next()
            .wspSendTo()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                down.bytes,
                dwFlags,
                lpTo,
                iTolen,
                down,
                null,
                null,
                lpErrno);
    return begun(result, down, socket, null, lpErrno);
  }

  int ioctl(
      long s,
      int dwIoControlCode,
      NativeMemory lpvInBuffer,
      int cbInBuffer,
      NativeMemory lpvOutBuffer,
      int cbOutBuffer,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    WrappedOperation down =
        begin(
            s, WrappedOperation.Kind.IOCTL, lpOverlapped, lpCompletionRoutine, lpThreadId, lpErrno);
    if (down == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    WrappedSocket socket = down.socket();
    int result =
        layer
            .next()
            .wspIoctl()
            .invoke(
                socket.lower(),
                dwIoControlCode,
                lpvInBuffer,
                cbInBuffer,
                lpvOutBuffer,
                cbOutBuffer,
                down.bytes,
                down,
                null,
                null,
                lpErrno);
    return begun(result, down, socket, null, lpErrno);
  }

  /** Takes a call to the socket below; null if there is none, with the error. */
  WrappedOperation begin(
      long s,
      WrappedOperation.Kind kind,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    WrappedSocket socket = layer.acquire(s, lpErrno);
    if (socket == null) {
      return null;
    }
    if (pending.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      layer.release(socket);
      lpErrno.set(WinsockError.WSANOTINITIALISED);
      return null;
    }
    if (!socket.isAttached() && !socket.attach(system, port(), lpErrno)) {
      // Nothing would tell of the operation's end.
      if (lpErrno.get() == WinsockError.WSA_INVALID_HANDLE) {
        lpErrno.set(WinsockError.WSAENOTSOCK);
      }
      ended();
      layer.finished(Ws2Def.SOCKET_ERROR, socket, lpErrno);
      return null;
    }
    WsaThreadId thread =
        lpCompletionRoutine != null && lpThreadId == null
            ? layer.upcalls().wpuOpenCurrentThread().invoke(lpErrno)
            : lpThreadId;
    WrappedOperation operation = take();
    operation.prepare(socket, kind, lpOverlapped, lpCompletionRoutine, thread);
    socket.beginOperation();
    system.begin(lpOverlapped);
    return operation;
  }

  /**
   * A call has been made below; 0 or an error is what to return. What the next provider has taken
   * may have come back already, and the record be another's.
   */
  int begun(
      int result, WrappedOperation down, WrappedSocket socket, IntRef transferred, Errno lpErrno) {
    if (result == 0 || lpErrno.get() == WinsockError.WSA_IO_PENDING) {
      layer.release(socket);
      return lpErrno.fail(WinsockError.WSA_IO_PENDING);
    }
    WinsockError error = lpErrno.get();
    WsaOverlapped refused = down.overlapped();
    if (error == WinsockError.WSAEMSGSIZE) {
      arrived(down, refused, transferred);
    }
    refused.setOffset(0);
    refused.setOffsetHigh(error.code());
    refused.setInternal(error.code());
    releaseAccepted(down.accepted());
    give(down);
    layer.endUse(socket, new Errno());
    ended();
    return layer.finished(result, socket, lpErrno);
  }

  /** The part of a datagram that there was room for has come; of a send nothing has gone. */
  private static void arrived(WrappedOperation down, WsaOverlapped refused, IntRef transferred) {
    int bytes = (int) down.internalHigh();
    down.count(WinsockError.WSAEMSGSIZE, bytes);
    refused.setInternalHigh(bytes);
    if (transferred != null) {
      transferred.value = bytes;
    }
  }

  // Coming back

  private void run() {
    CompletionPacket packet = new CompletionPacket();
    Errno errno = new Errno();
    try {
      while (port.dequeue(packet, -1)) {
        if (layer.quirk() == Quirk.COMPLETES_LATE) {
          Thread.sleep(Quirk.LATE_MILLIS);
        }
        complete((WrappedOperation) packet.overlapped(), errno);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void complete(WrappedOperation operation, Errno errno) {
    WrappedSocket socket = operation.socket();
    WrappedSocket accepted = operation.accepted();
    WsaOverlapped overlapped = operation.overlapped();
    boolean succeeded =
        layer
            .next()
            .wspGetOverlappedResult()
            .invoke(socket.lower(), operation, operation.bytes, false, operation.flags, errno);
    int bytes = succeeded ? operation.bytes.value : (int) operation.internalHigh();
    WinsockError error = succeeded ? WinsockError.NO_ERROR : errno.get();
    // What the shutdown of a close has woken looks like the end of the stream.
    boolean closing =
        socket.references().isClosing() || (accepted != null && accepted.references().isClosing());
    if (closing && bytes == 0) {
      error = WinsockError.WSA_OPERATION_ABORTED;
    }
    operation.count(error, bytes);
    overlapped.setOffset(operation.flags.value);
    overlapped.setOffsetHigh(error.code());
    releaseAccepted(accepted);
    if (operation.hasRoutine()) {
      overlapped.setInternalHigh(bytes);
      overlapped.setInternal(error.code());
      operation.setOutcome(error, bytes);
      if (layer.upcalls().wpuQueueApc().invoke(operation.thread(), operation, 0, errno)
          == Ws2Def.SOCKET_ERROR) {
        give(operation); // the thread has ended, and nobody is left to be told
      }
    } else {
      give(operation);
      completeOverlappedRequest.invoke(socket.upper(), overlapped, error, bytes, errno);
    }
    layer.endUse(socket, errno);
    ended();
  }

  private void releaseAccepted(WrappedSocket accepted) {
    if (accepted != null) {
      layer.release(accepted);
    }
  }

  /** The layer stops; the threads end after the last operation. */
  void stop() {
    ended();
  }

  private void ended() {
    if (pending.decrementAndGet() == 0 && port != null) {
      port.close();
    }
  }

  private CompletionPort port() {
    CompletionPort open = port;
    return open != null ? open : open();
  }

  private synchronized CompletionPort open() {
    if (port == null) {
      port = system.newPort();
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        Thread thread = new Thread(this::run, "ifsbench-overlapped-" + i);
        thread.setDaemon(true);
        thread.start();
      }
    }
    return port;
  }

  // Records

  private synchronized WrappedOperation take() {
    WrappedOperation taken = firstSpare;
    if (taken == null) {
      return new WrappedOperation(this);
    }
    firstSpare = taken.next;
    taken.next = null;
    return taken;
  }

  synchronized void give(WrappedOperation operation) {
    operation.clear();
    operation.next = firstSpare;
    firstSpare = operation;
  }
}
