package dev.ifsbench.provider;

import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.CompleteOverlappedRequest;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The overlapped operations of a started wrapping layer. Each goes down with a record in place of
 * the application's structure. The next provider announces its end at the layer's own completion
 * port; as many threads as there are processors take the packets from it, see the outcome, and
 * announce it upward.
 */
final class WrappedOperations {
  private final WrappingLayer layer;
  private final OverlappedIo system;
  private final CompleteOverlappedRequest completeOverlappedRequest;

  // One until the layer stops, and one for each operation; at 0 the port is closed.
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

  /** As {@link #begin}, for a send. */
  WrappedOperation beginSend(
      long s,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    return begin(
        s, WrappedOperation.Kind.SEND, lpOverlapped, lpCompletionRoutine, lpThreadId, lpErrno);
  }

  /** As {@link #begin}, for a receive with these flags, which go down in the record. */
  WrappedOperation beginReceive(
      long s,
      IntRef lpFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    if (lpFlags == null) {
      layer.refuse(s, WinsockError.WSAEFAULT, lpErrno);
      return null;
    }
    WrappedOperation down =
        begin(
            s,
            WrappedOperation.Kind.ofReceive(lpFlags),
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno);
    if (down != null) {
      down.flags.value = lpFlags.value;
    }
    return down;
  }

  /**
   * Begins an operation: the caller makes the call on the socket below with the record in place of
   * the application's structure, and hands the result to {@link #begun}.
   *
   * @return the record, or null with the error
   */
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
      // Nothing would announce the operation's end.
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
   * Finishes a call that has been made below, and returns what the layer's function returns. If the
   * next provider has taken the operation, it may have ended already, and the record be in use for
   * another.
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

  /** Counts the part of a datagram that fitted; of a send that is too long nothing has gone. */
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
    // An operation that the close's shutdown has woken looks like the end of the stream.
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

  /** Stops with the layer; the threads end after the last operation. */
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
