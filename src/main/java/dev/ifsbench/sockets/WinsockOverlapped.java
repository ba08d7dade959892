package dev.ifsbench.sockets;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;

/**
 * Overlapped I/O that Windows carries out and announces, with the application's own structures: by
 * its events, its completion ports and its procedure calls.
 *
 * <p>The system writes an {@code NTSTATUS} to {@code Internal}, and nothing to {@code Offset} and
 * {@code OffsetHigh}. These two are filled in when the operation's end is first learnt here: by its
 * routine, from its port, or by {@link #result}. A routine runs in the thread that begins the
 * operation, and in no other.
 */
final class WinsockOverlapped extends Announcements {
  private final WinsockSockets sockets;
  private final BegunOperations operations = new BegunOperations();
  private final NativeRoutines.Completion completion = this::completed;
  private final long completionAddress = NativeRoutines.address(completion);

  WinsockOverlapped(WinsockSockets sockets) {
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
    WinsockError misuse = sockets.checkSend(s, buffers, count, to, tolen);
    misuse = misuse == null ? checkThread(routine, thread) : misuse;
    if (misuse != null) {
      return Failures.fail(misuse, errno);
    }
    begin(s, overlapped, routine);
    WinsockScratch scratch = WinsockScratch.get();
    long array = scratch.buffers(buffers, count);
    long bytes = scratch.first(0);
    long structure = overlapped.address();
    long address = routine == null ? 0 : completionAddress;
    int result =
        to == null
            ? Ws2_32.WSASend(s, array, count, bytes, flags, structure, address)
            : Ws2_32.WSASendTo(
                s, array, count, bytes, flags, to.address(), tolen, structure, address);
    return begun(result, s, overlapped, routine, sent, errno);
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
    WinsockError misuse = sockets.checkReceive(s, buffers, count);
    misuse = misuse == null ? checkThread(routine, thread) : misuse;
    if (misuse != null) {
      return Failures.fail(misuse, errno);
    }
    BegunOperation operation = begin(s, overlapped, routine);
    WinsockScratch scratch = WinsockScratch.get();
    long array = scratch.buffers(buffers, count);
    long bytes = scratch.first(0);
    long bits = operation.flags(flags.value);
    long structure = overlapped.address();
    long address = routine == null ? 0 : completionAddress;
    int result;
    if (from == null) {
      result = Ws2_32.WSARecv(s, array, count, bytes, bits, structure, address);
    } else {
      long length = operation.fromlen(fromlen, Math.min(fromlen.value, from.size()));
      result =
          Ws2_32.WSARecvFrom(
              s, array, count, bytes, bits, from.address(), length, structure, address);
    }
    int outcome = begun(result, s, overlapped, routine, received, errno);
    if (outcome == 0) {
      flags.value = 0;
    }
    return outcome;
  }

  /** The system would run the routine in this thread, whatever was asked for. */
  private static WinsockError checkThread(CompletionRoutine routine, WsaThreadId thread) {
    return routine == null || thread == WinsockThread.current() ? null : WinsockError.WSAEINVAL;
  }

  private BegunOperation begin(long s, WsaOverlapped overlapped, CompletionRoutine routine) {
    overlapped.setOffset(0);
    overlapped.setOffsetHigh(0);
    return operations.begin(s, overlapped, routine);
  }

  private int begun(
      int result,
      long s,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      IntRef transferred,
      Errno errno) {
    if (result == 0) {
      if (transferred != null) {
        transferred.value = WinsockScratch.get().getFirst();
      }
      if (routine == null && !isAttached(s)) {
        end(overlapped, WinsockError.NO_ERROR, 0); // nobody will come to say so
      }
      return 0;
    }
    WinsockError error = WinsockError.fromCode(Ws2_32.lastError());
    errno.set(error);
    if (error != WinsockError.WSA_IO_PENDING) {
      operations.give(operations.take(overlapped.address()));
      settle(overlapped, error);
    }
    return Ws2Def.SOCKET_ERROR;
  }

  private void end(WsaOverlapped overlapped, WinsockError error, int flags) {
    BegunOperation operation = operations.take(overlapped.address());
    if (operation != null) {
      operation.end(error, flags);
      operations.give(operation);
    }
  }

  /** The system calls this in the thread that began the operation. */
  private void completed(int dwError, int cbTransferred, long lpOverlapped, int dwFlags) {
    BegunOperation operation = operations.take(lpOverlapped);
    WsaOverlapped overlapped = operation.overlapped;
    CompletionRoutine routine = operation.routine;
    WinsockError error = WinsockError.fromCode(dwError);
    operation.end(error, dwFlags);
    operations.give(operation);
    routine.complete(error, cbTransferred, overlapped, dwFlags);
  }

  @Override
  public boolean result(
      WsaOverlapped overlapped, IntRef transferred, boolean wait, IntRef flags, Errno errno) {
    long address = overlapped == null ? 0 : overlapped.address();
    long s = operations.socketOf(address);
    if (s == Ws2Def.INVALID_SOCKET) { // a layer's own, or one whose end is known
      return super.result(overlapped, transferred, wait, flags, errno);
    }
    if (wait && isPending(overlapped) && overlapped.event() == Ws2Def.WSA_INVALID_EVENT) {
      errno.set(WinsockError.WSA_INVALID_PARAMETER);
      return false;
    }
    WinsockScratch scratch = WinsockScratch.get();
    long bytes = scratch.first(0);
    long bits = scratch.second(0);
    int done = Ws2_32.WSAGetOverlappedResult(s, address, bytes, wait ? 1 : 0, bits);
    WinsockError error = done != 0 ? WinsockError.NO_ERROR : failure(overlapped);
    if (error == WinsockError.WSA_IO_INCOMPLETE) {
      errno.set(error);
      return false;
    }
    if (!isAttached(s)) { // else the port has yet to say so, and needs to know what
      end(overlapped, error, scratch.getSecond());
    }
    if (error != WinsockError.NO_ERROR) {
      errno.set(error);
      return false;
    }
    transferred.value = scratch.getFirst();
    flags.value = scratch.getSecond();
    return true;
  }

  // A socket that was closed meanwhile cannot be asked any more.
  private static WinsockError failure(WsaOverlapped overlapped) {
    WinsockError error = WinsockError.fromCode(Ws2_32.lastError());
    return error == WinsockError.WSAENOTSOCK && !isPending(overlapped)
        ? NtStatus.toWinsock((int) overlapped.internal())
        : error;
  }

  private static boolean isPending(WsaOverlapped overlapped) {
    return overlapped.internal() == Ws2Def.WSS_OPERATION_IN_PROGRESS;
  }

  @Override
  public boolean cancel(long s, WsaOverlapped overlapped, Errno errno) {
    if (Kernel32.CancelIoEx(s, overlapped == null ? 0 : overlapped.address()) != 0) {
      errno.clear();
      return true;
    }
    if (Ws2_32.lastError() == Kernel32.ERROR_NOT_FOUND) {
      errno.clear();
    } else {
      errno.set(WinsockError.WSAENOTSOCK);
    }
    return false;
  }

  @Override
  public CompletionPort newPort() {
    return new WinsockPort(operations);
  }

  @Override
  public boolean attach(long handle, CompletionPort port, long key, Errno errno) {
    if (sockets.isCreated(handle)) { // its owner announces the operations on it
      return super.attach(handle, port, key, errno);
    }
    if (!((WinsockPort) port).attach(handle, key)) {
      errno.set(WinsockError.fromCode(Ws2_32.lastError()));
      return false;
    }
    return super.attach(handle, port, key, errno);
  }

  @Override
  public WsaThreadId currentThread() {
    return WinsockThread.current();
  }

  @Override
  public boolean queueApc(WsaThreadId thread, UserApc procedure, long context, Errno errno) {
    if (((WinsockThread) thread).add(procedure, context)) {
      return true;
    }
    errno.set(WinsockError.WSAEFAULT);
    return false;
  }

  // In slices, because nothing else would notice that the thread is interrupted.
  @Override
  public boolean sleepEx(int timeoutMillis) throws InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int slice = Slices.next(timeoutMillis, begun);
      if (Kernel32.SleepEx(slice, 1) == Kernel32.WAIT_IO_COMPLETION) {
        return true;
      }
      if (Slices.isOver(timeoutMillis, begun)) {
        return false;
      }
    }
  }

  @Override
  public String engine() {
    return sockets.backend();
  }
}
