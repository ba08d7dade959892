package dev.ifsbench.sockets.winsock;

import static dev.ifsbench.sockets.winsock.WindowsDlls.WS2_32;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * An overlapped operation that Winsock has been asked for, from its beginning to its end, and then
 * the next: what the system knows by address only, and what it writes to meanwhile.
 */
public final class PendingOverlapped {
  private static final int FROMLEN = 0;
  private static final int FLAGS = 4;
  private static final int SIZE = 8;

  private final NativeMemory numbers = new NativeMemory(SIZE);

  long socket;
  WsaOverlapped overlapped;
  CompletionRoutine routine;

  // Null if the socket was not made here; it is then known only what held when the operation began.
  private OpenSocket open;
  private boolean attached;

  // The system writes to it, and the caller may have let go of it.
  @SuppressWarnings("UnusedVariable")
  private NativeMemory from;

  private IntRef fromlen;
  private WinsockError posted;

  private final NativeMessage message = new NativeMessage();

  /** In the table, and in the pool. */
  PendingOverlapped next;

  PendingOverlapped() {}

  void begin(
      long s,
      OpenSocket openSocket,
      boolean isAttached,
      WsaOverlapped structure,
      CompletionRoutine completionRoutine) {
    socket = s;
    open = openSocket;
    attached = isAttached;
    overlapped = structure;
    routine = completionRoutine;
  }

  /**
   * Whether its routine or a completion port tells of its end. Its socket may be closed meanwhile,
   * and the number be another's: this is of the socket that it was begun on.
   */
  boolean isAnnounced() {
    return routine != null || (open != null ? open.isAttached() : attached);
  }

  /** The address of the flags of a receive, which live as long as the operation. */
  public long flags(int value) {
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
  public long fromlen(NativeMemory address, IntRef length, int room) {
    from = address;
    fromlen = length;
    numbers.putInt(FROMLEN, room);
    return numbers.address() + FROMLEN;
  }

  /**
   * Where a message lives as long as the operation; what is received is the caller's at its end.
   */
  NativeMessage message() {
    return message;
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
    WinsockError error = status >= 0 ? WinsockError.NO_ERROR : failure(status);
    end(error, 0);
    return error;
  }

  // Winsock's own translation, unless the socket is closed by now.
  private WinsockError failure(int status) {
    if (NtStatus.isAborted(status)) {
      return WinsockError.WSA_OPERATION_ABORTED;
    }
    WinsockScratch scratch = WinsockScratch.get();
    long bytes = scratch.first(0);
    long flags = scratch.second(0);
    if (WS2_32.WSAGetOverlappedResult(socket, overlapped.address(), bytes, 0, flags) == 0) {
      WinsockError error = WindowsDlls.error();
      if (error != WinsockError.WSAENOTSOCK) {
        return error;
      }
    }
    return NtStatus.toWinsock(status);
  }

  /** Writes down how it ended, where the structure's owner looks for it. */
  void end(WinsockError error, int flags) {
    if (fromlen != null) {
      fromlen.value = numbers.getInt(FROMLEN);
    }
    message.received();
    overlapped.setOffset(flags);
    overlapped.setOffsetHigh(error.code());
  }

  void clear() {
    overlapped = null;
    routine = null;
    open = null;
    from = null;
    fromlen = null;
    posted = null;
    message.forget();
  }
}
