package dev.ifsbench.sockets.dll;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;
import dev.ifsbench.sockets.winsock.NativeMessage;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The overlapped operations that providers in C carry out on handles of their own, by the addresses
 * of their structures: C hands back nothing else. One that is here keeps alive what C writes to.
 * Any thread may call.
 */
final class HostedOperations {
  /** {@code LPWSAOVERLAPPED_COMPLETION_ROUTINE}, with the pointer as a number. */
  interface Completion extends Callback {
    void invoke(int dwError, int cbTransferred, long lpOverlapped, int dwFlags);
  }

  private static final Map<Long, Operation> BY_ADDRESS = new ConcurrentHashMap<>();
  private static final Completion COMPLETION = HostedOperations::completed;
  private static final long COMPLETION_ADDRESS =
      Pointer.nativeValue(CallbackReference.getFunctionPointer(COMPLETION));

  private HostedOperations() {}

  /** One operation, and the numbers that C writes until its end. */
  static final class Operation {
    private static final int FLAGS = 0;
    private static final int FROMLEN = 4;

    private final NativeMemory numbers = new NativeMemory(2 * Integer.BYTES);
    private final WsaOverlapped overlapped;
    private final CompletionRoutine routine;

    // C writes to it, and the caller may have let go of it.
    @SuppressWarnings("UnusedVariable")
    private NativeMemory kept;

    private IntRef fromlen;

    /** Null until it is needed: few operations are of messages. */
    private NativeMessage message;

    private Operation(WsaOverlapped overlapped, CompletionRoutine routine) {
      this.overlapped = overlapped;
      this.routine = routine;
    }

    /** The address of the flags of a receive. */
    long flags(int value) {
      numbers.putInt(FLAGS, value);
      return numbers.address() + FLAGS;
    }

    /** The address of the length of the sender's address; the caller's when all has ended. */
    long fromlen(NativeMemory address, IntRef length, int room) {
      kept = address;
      fromlen = length;
      numbers.putInt(FROMLEN, room);
      return numbers.address() + FROMLEN;
    }

    /** Where a message lives until the end; what is received is the caller's when all has ended. */
    NativeMessage message() {
      if (message == null) {
        message = new NativeMessage();
      }
      return message;
    }

    WsaOverlapped overlapped() {
      return overlapped;
    }

    private void end() {
      if (fromlen != null) {
        fromlen.value = numbers.getInt(FROMLEN);
      }
      if (message != null) {
        message.received();
      }
    }
  }

  /** An operation is about to be asked for. */
  static Operation begin(WsaOverlapped overlapped, CompletionRoutine routine) {
    Operation operation = new Operation(overlapped, routine);
    BY_ADDRESS.put(overlapped.address(), operation);
    return operation;
  }

  /** The operation that has begun with a structure. */
  static Operation begun(WsaOverlapped overlapped) {
    return BY_ADDRESS.get(overlapped.address());
  }

  /** What C is to call when an operation has ended: 0 for nothing. */
  static long addressOf(CompletionRoutine routine) {
    return routine == null ? 0 : COMPLETION_ADDRESS;
  }

  /**
   * An operation has ended, or was not begun after all.
   *
   * @param lpOverlapped where its structure is
   * @return the structure; one of C's own that has not begun here is seen where it is
   */
  static WsaOverlapped end(long lpOverlapped) {
    Operation operation = BY_ADDRESS.remove(lpOverlapped);
    if (operation == null) {
      return WsaOverlapped.at(lpOverlapped);
    }
    operation.end();
    return operation.overlapped();
  }

  /** C calls this in the thread that the routine is to run in. */
  private static void completed(int dwError, int cbTransferred, long lpOverlapped, int dwFlags) {
    Operation operation = BY_ADDRESS.remove(lpOverlapped);
    if (operation == null || operation.routine == null) {
      return; // it was told of once before
    }
    operation.end();
    operation.routine.complete(
        WinsockError.fromCode(dwError), cbTransferred, operation.overlapped, dwFlags);
  }
}
