package dev.ifsbench.sockets;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * An overlapped operation that Winsock has been asked for, from its beginning to its end, and then
 * the next: what the system knows by address only, and what it writes to meanwhile.
 */
final class BegunOperation {
  private static final int FROMLEN = 0;
  private static final int FLAGS = 4;
  private static final int SIZE = 8;

  private final NativeMemory numbers = new NativeMemory(SIZE);

  long socket;
  WsaOverlapped overlapped;
  CompletionRoutine routine;
  private IntRef fromlen;
  private WinsockError posted;

  /** In the table, and in the pool. */
  BegunOperation next;

  BegunOperation() {}

  void begin(long s, WsaOverlapped structure, CompletionRoutine completionRoutine) {
    socket = s;
    overlapped = structure;
    routine = completionRoutine;
  }

  /** The address of the flags of a receive, which live as long as the operation. */
  long flags(int value) {
    numbers.putInt(FLAGS, value);
    return numbers.address() + FLAGS;
  }

  /** Somebody else has carried the operation out, and it is only to be announced. */
  void post(WinsockError error) {
    posted = error;
  }

  boolean isPosted() {
    return posted != null;
  }

  /** The address of the length of the sender's address; it is the caller's when all has ended. */
  long fromlen(IntRef length, int room) {
    fromlen = length;
    numbers.putInt(FROMLEN, room);
    return numbers.address() + FROMLEN;
  }

  /**
   * The port says that it has ended.
   *
   * @param status the system's, if it has carried the operation out
   */
  WinsockError outcome(int status) {
    if (posted != null) {
      return posted;
    }
    WinsockError error = NtStatus.toWinsock(status);
    end(error, 0);
    return error;
  }

  /** Writes down how it ended, where the structure's owner looks for it. */
  void end(WinsockError error, int flags) {
    if (fromlen != null) {
      fromlen.value = numbers.getInt(FROMLEN);
    }
    overlapped.setOffset(flags);
    overlapped.setOffsetHigh(error.code());
  }

  void clear() {
    overlapped = null;
    routine = null;
    fromlen = null;
    posted = null;
  }
}
