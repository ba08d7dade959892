package dev.ifsbench.provider;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;

/**
 * A wrapping layer's record of an overlapped operation: the structure that goes down in place of
 * the application's, and what is needed when it comes back. Only one thread at a time uses it, from
 * the pool to its announcement.
 */
final class WrappedOperation extends WsaOverlapped implements UserApc {
  /** Which of a socket's counters an operation adds to. */
  enum Kind {
    SEND,
    RECEIVE,
    /** To neither. */
    PEEK,
    /** To what the accepted socket has received. */
    ACCEPT,
    /** To neither. */
    IOCTL;

    /** Of a receive with these flags. */
    static Kind ofReceive(IntRef lpFlags) {
      return ByteCounters.isPeek(lpFlags) ? PEEK : RECEIVE;
    }
  }

  /** Where the next provider writes what the application is not to see yet. */
  final IntRef bytes = new IntRef();

  final IntRef flags = new IntRef();
  WrappedOperation next;

  private final WrappedOperations operations;
  private WrappedSocket socket;
  private WrappedSocket accepted;
  private Kind kind;
  private WsaOverlapped overlapped;
  private CompletionRoutine routine;
  private WsaThreadId thread;
  private WinsockError error;
  private int transferred;

  WrappedOperation(WrappedOperations operations) {
    this.operations = operations;
  }

  void prepare(
      WrappedSocket onSocket,
      Kind ofKind,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId) {
    socket = onSocket;
    kind = ofKind;
    overlapped = lpOverlapped;
    routine = lpCompletionRoutine;
    thread = lpThreadId;
  }

  /** The other socket that the operation is about, held until it ends. */
  void setAccepted(WrappedSocket held) {
    accepted = held;
  }

  /** What {@link #setAccepted} was given, or null. */
  WrappedSocket accepted() {
    return accepted;
  }

  WrappedSocket socket() {
    return socket;
  }

  /** The application's structure. */
  WsaOverlapped overlapped() {
    return overlapped;
  }

  boolean hasRoutine() {
    return routine != null;
  }

  WsaThreadId thread() {
    return thread;
  }

  /** Adds the bytes of an operation with this outcome to the socket's counters. */
  void count(WinsockError outcome, int moved) {
    if (kind == Kind.SEND && outcome == WinsockError.NO_ERROR) {
      socket.counters().addSent(moved);
    } else if (kind == Kind.RECEIVE && ByteCounters.hasArrived(outcome)) {
      socket.counters().addReceived(moved);
    } else if (kind == Kind.ACCEPT && outcome == WinsockError.NO_ERROR) {
      accepted.counters().addReceived(moved);
    }
  }

  /** Sets what the routine is told. */
  void setOutcome(WinsockError outcome, int moved) {
    error = outcome;
    transferred = moved;
  }

  @Override
  public void run(long dwContext) {
    CompletionRoutine called = routine;
    WsaOverlapped structure = overlapped;
    WinsockError outcome = error;
    int moved = transferred;
    // Given back first, so that an operation that the routine begins can use this record.
    operations.give(this);
    called.complete(outcome, moved, structure, structure.offset());
  }

  /** Drops all references to the application's objects. */
  void clear() {
    socket = null;
    accepted = null;
    overlapped = null;
    routine = null;
    thread = null;
  }
}
