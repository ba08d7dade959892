package dev.ifsbench.sockets.dll;

import dev.ifsbench.sockets.Buffers;
import dev.ifsbench.sockets.CompletionNotifier;
import dev.ifsbench.sockets.winsock.WinsockOverlapped;
import dev.ifsbench.sockets.winsock.WinsockScratch;
import dev.ifsbench.sockets.winsock.WinsockSockets;
import dev.ifsbench.sockets.winsock.WinsockThread;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;

/**
 * The functions of a provider in C that can be overlapped, and {@code WSPGetOverlappedResult}.
 *
 * <p>A call with an overlapped structure goes down as it is. If the socket is the system's own, the
 * system carries the operation out, as it does for this project's base provider, and announces its
 * end; a routine then runs in the thread that begins the operation, and in no other. On a handle
 * that the provider has made, the provider announces the end: by {@code
 * WPUCompleteOverlappedRequest} or {@code WPUQueueApc}.
 */
final class NativeTransfers {
  // The places of WSPPROC_TABLE that are used here.
  private static final int GET_OVERLAPPED_RESULT = 11;
  private static final int IOCTL = 16;
  private static final int RECV = 19;
  private static final int RECV_FROM = 21;
  private static final int SEND = 23;
  private static final int SEND_TO = 25;

  private final long[] functions;
  private final WinsockSockets sockets;
  private final WinsockOverlapped system;
  private final NativeExtensions extensions;

  /**
   * Calls a table's functions.
   *
   * @param functions their addresses, in the table's order
   * @param sockets the system that the provider stands on
   */
  NativeTransfers(long[] functions, WinsockSockets sockets) {
    this.functions = functions;
    this.sockets = sockets;
    system = sockets.winsockOverlapped();
    extensions = new NativeExtensions(sockets);
  }

  TransferFunctions functions() {
    return new TransferFunctions(functions[SEND], functions[RECV]);
  }

  int ioctl(
      long s,
      int dwIoControlCode,
      NativeMemory in,
      int cbIn,
      NativeMemory out,
      int cbOut,
      IntRef returned,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno lpErrno) {
    if (!isWithin(in, cbIn) || !isWithin(out, cbOut)) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    WinsockError misuse = begin(s, returned, overlapped, routine, thread);
    if (misuse != null) {
      return lpErrno.fail(misuse);
    }
    NativeCall call =
        NativeCall.begin()
            .with(s)
            .with(dwIoControlCode)
            .with(in)
            .with(cbIn)
            .with(out)
            .with(cbOut)
            .with(WinsockScratch.get().first(0));
    int result = call(s, IOCTL, call, overlapped, routine, thread, lpErrno);
    keep(in, out);
    int outcome = begun(s, result, overlapped, returned, lpErrno);
    return outcome == 0 && dwIoControlCode == Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER
        ? extensions.answered(in, out, lpErrno)
        : outcome;
  }

  int send(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef sent,
      int flags,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno lpErrno) {
    WinsockError misuse = Buffers.check(buffers, count);
    misuse = misuse == null ? begin(s, sent, overlapped, routine, thread) : misuse;
    if (misuse != null) {
      return lpErrno.fail(misuse);
    }
    NativeCall call = transfer(s, buffers, count).with(flags);
    int result = call(s, SEND, call, overlapped, routine, thread, lpErrno);
    return begun(s, result, overlapped, sent, lpErrno);
  }

  int sendTo(
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
      Errno lpErrno) {
    if (!isWithin(to, to == null ? 0 : tolen)) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    WinsockError misuse = Buffers.check(buffers, count);
    misuse = misuse == null ? begin(s, sent, overlapped, routine, thread) : misuse;
    if (misuse != null) {
      return lpErrno.fail(misuse);
    }
    NativeCall call = transfer(s, buffers, count).with(flags).with(to).with(tolen);
    int result = call(s, SEND_TO, call, overlapped, routine, thread, lpErrno);
    NativeMemory.keep(to);
    return begun(s, result, overlapped, sent, lpErrno);
  }

  int recv(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef received,
      IntRef flags,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno lpErrno) {
    WinsockError misuse = Buffers.checkReceive(buffers, count, flags, null, null);
    misuse = misuse == null ? begin(s, received, overlapped, routine, thread) : misuse;
    if (misuse != null) {
      return lpErrno.fail(misuse);
    }
    NativeCall call = transfer(s, buffers, count).with(flags(s, flags, overlapped));
    int result = call(s, RECV, call, overlapped, routine, thread, lpErrno);
    result = begun(s, result, overlapped, received, lpErrno);
    report(result, buffers, count, overlapped, received, lpErrno);
    return received(result, overlapped, flags);
  }

  int recvFrom(
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
      Errno lpErrno) {
    WinsockError misuse = Buffers.checkReceive(buffers, count, flags, from, fromlen);
    misuse = misuse == null ? begin(s, received, overlapped, routine, thread) : misuse;
    if (misuse != null) {
      return lpErrno.fail(misuse);
    }
    NativeCall call =
        transfer(s, buffers, count)
            .with(flags(s, flags, overlapped))
            .with(from)
            .with(from == null ? 0 : length(s, from, fromlen, overlapped));
    int result = call(s, RECV_FROM, call, overlapped, routine, thread, lpErrno);
    NativeMemory.keep(from);
    if (result == 0 && from != null && overlapped == null) {
      fromlen.value = WinsockScratch.get().getThird();
    }
    result = begun(s, result, overlapped, received, lpErrno);
    report(result, buffers, count, overlapped, received, lpErrno);
    return received(result, overlapped, flags);
  }

  /** Begins an operation if it is one; what speaks against it, or null. */
  private WinsockError begin(
      long s,
      IntRef transferred,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread) {
    if (overlapped == null) {
      return transferred == null ? WinsockError.WSAEFAULT : null;
    }
    if (sockets.isCreated(s)) {
      HostedOperations.begin(overlapped, routine);
      return null;
    }
    WinsockError misuse = WinsockOverlapped.checkThread(routine, thread);
    if (misuse == null) {
      system.begin(s, overlapped, routine);
    }
    return misuse;
  }

  /** The parameters that all transfers begin with. */
  private static NativeCall transfer(long s, WsaBuf[] buffers, int count) {
    WinsockScratch scratch = WinsockScratch.get();
    return NativeCall.begin()
        .with(s)
        .with(scratch.buffers(buffers, count))
        .with(count)
        .with(scratch.first(0));
  }

  // What is written to when the operation ends must live until then.
  private long flags(long s, IntRef flags, WsaOverlapped overlapped) {
    if (overlapped == null) {
      return WinsockScratch.get().second(flags.value);
    }
    return sockets.isCreated(s)
        ? HostedOperations.begun(overlapped).flags(flags.value)
        : system.begun(overlapped).flags(flags.value);
  }

  private long length(long s, NativeMemory from, IntRef fromlen, WsaOverlapped overlapped) {
    int room = Math.min(fromlen.value, from.size());
    if (overlapped == null) {
      return WinsockScratch.get().third(room);
    }
    return sockets.isCreated(s)
        ? HostedOperations.begun(overlapped).fromlen(from, fromlen, room)
        : system.begun(overlapped).fromlen(from, fromlen, room);
  }

  /** The parameters that all transfers end with, and the call. */
  private int call(
      long s,
      int function,
      NativeCall call,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno lpErrno) {
    boolean created = overlapped != null && sockets.isCreated(s);
    long address = created ? HostedOperations.addressOf(routine) : system.addressOf(routine);
    return (int)
        call.with(overlapped == null ? 0 : overlapped.address())
            .with(address)
            .with(routine == null ? 0 : ((WinsockThread) thread).structure())
            .call(functions[function], lpErrno);
  }

  private int begun(
      long s, int result, WsaOverlapped overlapped, IntRef transferred, Errno lpErrno) {
    if (overlapped == null) {
      if (result == 0) {
        transferred.value = WinsockScratch.get().getFirst();
      }
      return result;
    }
    WinsockError error = result == 0 ? WinsockError.NO_ERROR : lpErrno.get();
    if (!sockets.isCreated(s)) {
      return system.begun(result, error, overlapped, transferred, lpErrno);
    }
    if (result == 0 && transferred != null) {
      transferred.value = WinsockScratch.get().getFirst();
    }
    if (result != 0 && error != WinsockError.WSA_IO_PENDING) {
      HostedOperations.end(overlapped.address());
    }
    return result;
  }

  /** Reports what has come of a datagram that was cut off. */
  private static void report(
      int result,
      WsaBuf[] buffers,
      int count,
      WsaOverlapped overlapped,
      IntRef received,
      Errno lpErrno) {
    if (result == 0 || lpErrno.get() != WinsockError.WSAEMSGSIZE) {
      return;
    }
    int bytes = WsaBuf.total(buffers, count);
    if (overlapped != null) {
      WinsockOverlapped.arrived(bytes, overlapped, received);
    } else {
      received.value = bytes;
    }
  }

  private static int received(int result, WsaOverlapped overlapped, IntRef flags) {
    if (result == 0) {
      flags.value = overlapped == null ? WinsockScratch.get().getSecond() : 0;
    }
    return result;
  }

  boolean getOverlappedResult(
      long s,
      WsaOverlapped overlapped,
      IntRef transferred,
      boolean wait,
      IntRef flags,
      Errno lpErrno) {
    if (CompletionNotifier.isIncomplete(overlapped, transferred, flags, lpErrno)) {
      return false;
    }
    boolean created = sockets.isCreated(s);
    if (!created && !system.isBegun(overlapped)) { // its end is known already
      return system.result(overlapped, transferred, wait, flags, lpErrno);
    }
    if (wait && system.isWaitInVain(overlapped, lpErrno)) {
      return false;
    }
    WinsockScratch scratch = WinsockScratch.get();
    int done =
        (int)
            NativeCall.begin()
                .with(s)
                .with(overlapped.address())
                .with(scratch.first(0))
                .with(wait ? 1 : 0)
                .with(scratch.second(0))
                .call(functions[GET_OVERLAPPED_RESULT], lpErrno);
    if (!created) {
      WinsockError answer = done != 0 ? WinsockError.NO_ERROR : lpErrno.get();
      return system.answered(overlapped, answer, transferred, flags, lpErrno);
    }
    if (done != 0) {
      transferred.value = scratch.getFirst();
      flags.value = scratch.getSecond();
    }
    return done != 0;
  }

  /** Keeps blocks from being freed before this call; null for none. */
  static void keep(NativeMemory... blocks) {
    for (NativeMemory block : blocks) {
      NativeMemory.keep(block);
    }
  }

  /** Whether a block has so many bytes; one that is not there has none. */
  static boolean isWithin(NativeMemory memory, int length) {
    return length >= 0 && length <= (memory == null ? 0 : memory.size());
  }
}
