package dev.ifsbench.sockets.none;

import dev.ifsbench.sockets.ApcQueue;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * Pending calls of completion routines, which run when their threads sleep alertably. Each object
 * is reused once its call has begun, so that operations allocate nothing. Any thread may add one.
 */
final class RoutineCalls {
  private Call unused;

  /** Queues a routine to a thread, with the outcome of an operation that has succeeded. */
  void add(ApcQueue thread, CompletionRoutine routine, WsaOverlapped overlapped, int transferred) {
    Call call = take();
    call.routine = routine;
    call.overlapped = overlapped;
    call.transferred = transferred;
    if (!thread.add(call, 0)) {
      giveBack(call);
    }
  }

  private synchronized Call take() {
    Call taken = unused;
    if (taken == null) {
      return new Call();
    }
    unused = taken.next;
    return taken;
  }

  private synchronized void giveBack(Call call) {
    call.routine = null;
    call.overlapped = null;
    call.next = unused;
    unused = call;
  }

  private final class Call implements UserApc {
    private CompletionRoutine routine;
    private WsaOverlapped overlapped;
    private int transferred;
    private Call next;

    @Override
    public void run(long dwContext) {
      CompletionRoutine called = routine;
      WsaOverlapped structure = overlapped;
      int bytes = transferred;
      // Given back first, so that an operation that the routine begins can use it.
      giveBack(this);
      called.complete(WinsockError.NO_ERROR, bytes, structure, structure.offset());
    }
  }
}
