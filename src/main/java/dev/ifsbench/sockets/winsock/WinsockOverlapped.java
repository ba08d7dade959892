package dev.ifsbench.sockets.winsock;

import static dev.ifsbench.sockets.winsock.WindowsDlls.KERNEL32;
import static dev.ifsbench.sockets.winsock.WindowsDlls.WS2_32;

import dev.ifsbench.sockets.CompletionNotifier;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.OverlappedRequest;
import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * Overlapped I/O that Windows carries out and announces, with the application's own structures: by
 * its events, its completion ports and its procedure calls.
 *
 * <p>The system writes an {@code NTSTATUS} to {@code Internal}, and nothing to {@code Offset} and
 * {@code OffsetHigh}. These two are filled in when the operation's end is first learnt here: by its
 * routine, from its port, or by {@link #result}. A routine runs in the thread that begins the
 * operation, and in no other.
 *
 * <p>Operations may also be begun and asked for by a provider in C that hands the system's own
 * sockets out; what such a call answers is told to {@link #begun} and {@link #answered}.
 */
public final class WinsockOverlapped extends CompletionNotifier {
  private final WinsockSockets sockets;
  private final PendingOverlappedMap operations = new PendingOverlappedMap();
  private final NativeRoutines.Completion completion = this::completed;
  private final long completionAddress = NativeRoutines.address(completion);

  WinsockOverlapped(WinsockSockets sockets) {
    super(sockets);
    this.sockets = sockets;
  }

  // The system may end the operation before its call returns, and the request is not valid after
  // that: what is needed later is read first.

  @Override
  public int send(long s, OverlappedRequest request, Errno errno) {
    int count = request.count();
    NativeMemory to = request.address();
    int tolen = request.addressLength();
    WinsockError misuse = sockets.checkSend(s, request.buffers(), count, to, tolen);
    misuse = misuse == null ? checkThread(request.routine(), request.thread()) : misuse;
    if (misuse != null) {
      return errno.fail(misuse);
    }
    WsaOverlapped overlapped = request.overlapped();
    IntRef sent = request.transferred();
    begin(s, overlapped, request.routine());
    WinsockScratch scratch = WinsockScratch.get();
    long array = scratch.buffers(request.buffers(), count);
    long bytes = scratch.first(0);
    int flags = request.sendFlags();
    long structure = overlapped.address();
    long routine = addressOf(request.routine());
    int result =
        to == null
            ? WS2_32.WSASend(s, array, count, bytes, flags, structure, routine)
            : WS2_32.WSASendTo(
                s, array, count, bytes, flags, to.address(), tolen, structure, routine);
    NativeMemory.keep(to);
    return begun(result, error(result), overlapped, sent, errno);
  }

  @Override
  public int recv(long s, OverlappedRequest request, Errno errno) {
    WsaBuf[] buffers = request.buffers();
    int count = request.count();
    IntRef flags = request.receiveFlags();
    NativeMemory from = request.address();
    IntRef fromlen = request.addressRoom();
    WinsockError misuse = sockets.checkReceive(s, buffers, count, flags, from, fromlen);
    misuse = misuse == null ? checkThread(request.routine(), request.thread()) : misuse;
    if (misuse != null) {
      return errno.fail(misuse);
    }
    WsaOverlapped overlapped = request.overlapped();
    IntRef received = request.transferred();
    PendingOverlapped operation = begin(s, overlapped, request.routine());
    WinsockScratch scratch = WinsockScratch.get();
    long array = scratch.buffers(buffers, count);
    long bytes = scratch.first(0);
    long bits = operation.flags(flags.value);
    long structure = overlapped.address();
    long routine = addressOf(request.routine());
    int result;
    if (from == null) {
      result = WS2_32.WSARecv(s, array, count, bytes, bits, structure, routine);
    } else {
      long length = operation.fromlen(from, fromlen, Math.min(fromlen.value, from.size()));
      result =
          WS2_32.WSARecvFrom(
              s, array, count, bytes, bits, from.address(), length, structure, routine);
    }
    WinsockError error = error(result);
    int outcome = begun(result, error, overlapped, received, errno);
    if (outcome == 0) {
      flags.value = 0;
    } else if (error == WinsockError.WSAEMSGSIZE) {
      arrived(WsaBuf.total(buffers, count), overlapped, received);
    }
    return outcome;
  }

  @Override
  public int sendMsg(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    return sockets.sendMsg(s, request, message, errno);
  }

  @Override
  public int recvMsg(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    return sockets.recvMsg(s, request, message, errno);
  }

  /** A datagram that was cut off has filled the buffers. */
  public static void arrived(int bytes, WsaOverlapped overlapped, IntRef received) {
    overlapped.setInternalHigh(bytes);
    if (received != null) {
      received.value = bytes;
    }
  }

  private static WinsockError error(int result) {
    return result == 0 ? WinsockError.NO_ERROR : WindowsDlls.error();
  }

  /** What C is to call when an operation has ended: 0 for nothing. */
  public long addressOf(CompletionRoutine routine) {
    return routine == null ? 0 : completionAddress;
  }

  /** The system would run the routine in this thread, whatever was asked for. */
  public static WinsockError checkThread(CompletionRoutine routine, WsaThreadId thread) {
    return routine == null || thread == WinsockThread.current() ? null : WinsockError.WSAEINVAL;
  }

  /** Whether an operation is known here that has begun with a structure. */
  public boolean isBegun(WsaOverlapped overlapped) {
    return overlapped != null && operations.socketOf(overlapped.address()) != Ws2Def.INVALID_SOCKET;
  }

  /** The operation that has begun with a structure. */
  public PendingOverlapped begun(WsaOverlapped overlapped) {
    return operations.get(overlapped.address());
  }

  /** An operation is about to be asked for. */
  public PendingOverlapped begin(long s, WsaOverlapped overlapped, CompletionRoutine routine) {
    overlapped.setOffset(0);
    overlapped.setOffsetHigh(0);
    return operations.begin(s, sockets.open(s), isAttached(s), overlapped, routine);
  }

  /**
   * What was asked for has been answered, and the bytes are this thread's {@link
   * WinsockScratch#getFirst}.
   *
   * @return the result for who asked
   */
  public int begun(
      int result, WinsockError error, WsaOverlapped overlapped, IntRef transferred, Errno errno) {
    if (result == 0) {
      if (transferred != null) {
        transferred.value = WinsockScratch.get().getFirst();
      }
      endAtOnce(overlapped);
      return 0;
    }
    errno.set(error);
    if (error != WinsockError.WSA_IO_PENDING) {
      PendingOverlapped refused = operations.take(overlapped.address());
      if (refused != null) {
        operations.give(refused);
      }
      settle(overlapped, error);
    }
    return Ws2Def.SOCKET_ERROR;
  }

  private void endAtOnce(WsaOverlapped overlapped) {
    PendingOverlapped begun = operations.get(overlapped.address());
    if (begun == null || begun.routine != null || !skipsSuccess(begun.socket)) {
      endUnannounced(overlapped, WinsockError.NO_ERROR, 0);
      return;
    }
    operations.take(overlapped.address()); // no packet comes that would
    begun.end(WinsockError.NO_ERROR, 0);
    operations.give(begun);
  }

  private void endUnannounced(WsaOverlapped overlapped, WinsockError error, int flags) {
    PendingOverlapped operation = operations.takeUnannounced(overlapped.address());
    if (operation != null) {
      operation.end(error, flags);
      operations.give(operation);
    }
  }

  /** The system calls this in the thread that began the operation. */
  private void completed(int dwError, int cbTransferred, long lpOverlapped, int dwFlags) {
    PendingOverlapped operation = operations.take(lpOverlapped);
    if (operation == null) {
      return; // its structure was used again, against the rules
    }
    WsaOverlapped overlapped = operation.overlapped;
    CompletionRoutine routine = operation.routine;
    WinsockError error =
        NtStatus.isAborted((int) overlapped.internal())
            ? WinsockError.WSA_OPERATION_ABORTED
            : WinsockError.fromCode(dwError);
    operation.end(error, dwFlags);
    operations.give(operation);
    routine.complete(error, cbTransferred, overlapped, dwFlags);
  }

  @Override
  public boolean result(
      WsaOverlapped overlapped, IntRef transferred, boolean wait, IntRef flags, Errno errno) {
    if (isIncomplete(overlapped, transferred, flags, errno)) {
      return false;
    }
    long address = overlapped.address();
    long s = operations.socketOf(address);
    if (s == Ws2Def.INVALID_SOCKET) { // a layer's own, or one whose end is known
      return super.result(overlapped, transferred, wait, flags, errno);
    }
    if (wait && isWaitInVain(overlapped, errno)) {
      return false;
    }
    WinsockScratch scratch = WinsockScratch.get();
    long bytes = scratch.first(0);
    long bits = scratch.second(0);
    int done = WS2_32.WSAGetOverlappedResult(s, address, bytes, wait ? 1 : 0, bits);
    return answered(overlapped, error(done == 0 ? -1 : 0), transferred, flags, errno);
  }

  /**
   * How an operation ended has been asked for, and bytes and flags are this thread's {@link
   * WinsockScratch#getFirst} and {@link WinsockScratch#getSecond}.
   *
   * @return the result for who asked
   */
  public boolean answered(
      WsaOverlapped overlapped,
      WinsockError answer,
      IntRef transferred,
      IntRef flags,
      Errno errno) {
    if (answer == WinsockError.WSA_IO_INCOMPLETE) {
      errno.set(answer);
      return false;
    }
    WinsockScratch scratch = WinsockScratch.get();
    int bits = scratch.getSecond();
    WinsockError error = ofClosed(overlapped, answer);
    endUnannounced(overlapped, error, bits);
    if (error == WinsockError.WSAEMSGSIZE) {
      transferred.value = (int) overlapped.internalHigh();
    }
    if (error != WinsockError.NO_ERROR) {
      errno.set(error);
      return false;
    }
    transferred.value = scratch.getFirst();
    flags.value = bits;
    return true;
  }

  // A socket that was closed meanwhile cannot be asked any more.
  private static WinsockError ofClosed(WsaOverlapped overlapped, WinsockError answer) {
    int status = (int) overlapped.internal();
    boolean told = answer != WinsockError.WSAENOTSOCK && !NtStatus.isAborted(status);
    return told || isPending(overlapped) ? answer : NtStatus.toWinsock(status);
  }

  /** Whether nothing would end the wait for an operation; that is an error. */
  public boolean isWaitInVain(WsaOverlapped overlapped, Errno errno) {
    boolean vain = isPending(overlapped) && overlapped.event() == Ws2Def.WSA_INVALID_EVENT;
    if (vain) {
      errno.set(WinsockError.WSA_INVALID_PARAMETER);
    }
    return vain;
  }

  private static boolean isPending(WsaOverlapped overlapped) {
    return overlapped.internal() == Ws2Def.WSS_OPERATION_IN_PROGRESS;
  }

  @Override
  public boolean cancel(long s, WsaOverlapped overlapped, Errno errno) {
    errno.clear();
    if (isNoHandle(s, errno) || sockets.isCreated(s)) {
      return false;
    }
    if (KERNEL32.CancelIoEx(s, overlapped == null ? 0 : overlapped.address()) != 0) {
      return true;
    }
    return WindowsDlls.lastError() != Kernel32.ERROR_NOT_FOUND && isInvalid(errno);
  }

  @Override
  public boolean cancelOwn(long handle, Errno errno) {
    errno.clear();
    if (isNoHandle(handle, errno)) {
      return false;
    }
    // What the system has on a handle of a layer's own is the layer's business.
    return sockets.isCreated(handle) || KERNEL32.CancelIo(handle) != 0 || isInvalid(errno);
  }

  private static boolean isInvalid(Errno errno) {
    errno.set(WinsockError.WSA_INVALID_HANDLE);
    return false;
  }

  @Override
  public CompletionPort newPort() {
    return new WinsockPort(operations);
  }

  @Override
  public boolean attach(long handle, CompletionPort port, long key, Errno errno) {
    return sockets.isCreated(handle) // its owner announces the operations on it
        ? super.attach(handle, port, key, errno)
        : attachSocket(handle, (WinsockPort) port, key, errno);
  }

  // Known before it is so: an operation that ends in between is then left for the port, and not
  // thought to be announced by nobody. Whoever comes second waits, and finds it attached.
  private synchronized boolean attachSocket(long handle, WinsockPort port, long key, Errno errno) {
    if (!super.attach(handle, port, key, errno)) {
      return false;
    }
    OpenSocket open = sockets.open(handle);
    if (open != null) {
      open.setAttached(true);
    }
    if (port.attach(handle, key)) {
      return true;
    }
    errno.set(WindowsDlls.error());
    forget(handle);
    if (open != null) {
      open.setAttached(false);
    }
    return false;
  }

  // The system first: what ends in between is told by its return value, and then by nobody.
  @Override
  public boolean setCompletionModes(long handle, int modes, Errno errno) {
    boolean known = sockets.isCreated(handle) || (modes & ~ALL_COMPLETION_MODES) != 0;
    if (!known && KERNEL32.SetFileCompletionNotificationModes(handle, modes) == 0) {
      errno.set(WindowsDlls.error());
      return false;
    }
    return super.setCompletionModes(handle, modes, errno);
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
      int slice = InterruptibleWait.next(timeoutMillis, begun);
      if (KERNEL32.SleepEx(slice, 1) == Kernel32.WAIT_IO_COMPLETION) {
        return true;
      }
      if (InterruptibleWait.isOver(timeoutMillis, begun)) {
        return false;
      }
    }
  }

  @Override
  public String engine() {
    return sockets.backend();
  }
}
