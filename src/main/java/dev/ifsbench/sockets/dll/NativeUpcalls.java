package dev.ifsbench.sockets.dll;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;
import dev.ifsbench.sockets.winsock.WinsockThread;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaThreadId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * {@code WSPUPCALLTABLE} for a provider in C: each function is a way from C into this project's
 * upcalls, those of the provider's last start. A socket handle's context is the number that C gave.
 * The functions stay for as long as this object.
 *
 * <p>Nothing of Java's may reach C: what an upcall throws is {@code WSASYSCALLFAILURE} there, and
 * said on standard error. A null pointer where there must be none is {@code WSAEFAULT}.
 */
final class NativeUpcalls {
  private static final int SIZE = 15 * Long.BYTES;
  private static final int FD_ARRAY = 8;

  /** A pointer or handle, and {@code lpErrno}. */
  interface OneAndErrno extends Callback {
    int invoke(long subject, long lpErrno);
  }

  /** {@code lpErrno} alone. */
  interface Creating extends Callback {
    long invoke(long lpErrno);
  }

  /** A catalog entry's id, a handle or context, and {@code lpErrno}. */
  interface Announcing extends Callback {
    long invoke(int dwCatalogEntryId, long subject, long lpErrno);
  }

  /** Three pointers or handles, and {@code lpErrno}. */
  interface ThreeAndErrno extends Callback {
    int invoke(long first, long second, long third, long lpErrno);
  }

  /** {@code WPUPostMessage}. */
  interface Posting extends Callback {
    int invoke(long hWnd, int msg, long wParam, long lParam);
  }

  /** {@code WPUQueryBlockingCallback}. */
  interface Blocking extends Callback {
    int invoke(int dwCatalogEntryId, long lplpfnCallback, long lpdwContext, long lpErrno);
  }

  /** {@code WPUQuerySocketHandleContext}. */
  interface Querying extends Callback {
    int invoke(long s, long lpContext, long lpErrno);
  }

  /** What an upcall does in Java; the result is as C wants it. */
  private interface Call {
    long invoke(UpcallTable upcalls, Errno errno);
  }

  private static final int FALSE = 0;

  private final Callback[] callbacks;
  private final long[] addresses;
  private volatile UpcallTable target;
  private volatile boolean makesHandles;

  /** Makes the functions, which lead nowhere yet. */
  NativeUpcalls() {
    callbacks =
        new Callback[] {
          (OneAndErrno)
              (event, e) -> bool(e, (to, errno) -> to.wpuCloseEvent().invoke(event, errno)),
          (OneAndErrno) this::closeSocketHandle,
          (Creating) this::createEvent,
          (Announcing) this::createSocketHandle,
          (OneAndErrno) this::fdIsSet,
          (ThreeAndErrno) this::getProviderPath,
          (Announcing) this::modifyIfsHandle,
          (Posting) this::postMessage,
          (Blocking) this::queryBlockingCallback,
          (Querying) this::querySocketHandleContext,
          (ThreeAndErrno) this::queueApc,
          (OneAndErrno)
              (event, e) -> bool(e, (to, errno) -> to.wpuResetEvent().invoke(event, errno)),
          (OneAndErrno) (event, e) -> bool(e, (to, errno) -> to.wpuSetEvent().invoke(event, errno)),
          (OneAndErrno) this::openCurrentThread,
          (OneAndErrno) this::closeThread
        };
    addresses = new long[callbacks.length];
    for (int i = 0; i < addresses.length; i++) {
      Pointer function = CallbackReference.getFunctionPointer(callbacks[i]);
      addresses[i] = Pointer.nativeValue(function);
    }
  }

  /** Where a function is, by its place in the table. */
  long address(int place) {
    return addresses[place];
  }

  /** A new table of the functions. */
  NativeMemory copy() {
    NativeMemory table = new NativeMemory(SIZE);
    for (int i = 0; i < addresses.length; i++) {
      table.putLong(i * Long.BYTES, addresses[i]);
    }
    return table;
  }

  /**
   * Has all functions lead to other upcalls.
   *
   * @return those that they have led to
   */
  UpcallTable leadTo(UpcallTable upcalls) {
    UpcallTable before = target;
    target = upcalls;
    return before;
  }

  /** Whether the provider has asked for a handle of its own. */
  boolean makesHandles() {
    return makesHandles;
  }

  // Whatever is thrown here: JNA would print it and answer 0, which is success.
  private long guarded(long lpErrno, long failure, Call call) {
    Errno errno = new Errno();
    long result;
    try {
      result = call.invoke(target, errno);
    } catch (RuntimeException | Error e) {
      System.err.println("An upcall of a provider DLL failed: " + e);
      errno.set(WinsockError.WSASYSCALLFAILURE);
      result = failure;
    }
    if (!errno.isClear() && lpErrno != 0) {
      NativeCall.putInt(lpErrno, errno.get().code());
    }
    return result;
  }

  private int status(long lpErrno, Call call) {
    return (int) guarded(lpErrno, Ws2Def.SOCKET_ERROR, call);
  }

  private interface EventCall {
    boolean invoke(UpcallTable upcalls, Errno errno);
  }

  private int bool(long lpErrno, EventCall call) {
    return (int) guarded(lpErrno, FALSE, (to, errno) -> call.invoke(to, errno) ? 1 : FALSE);
  }

  private long createEvent(long lpErrno) {
    return guarded(
        lpErrno, Ws2Def.WSA_INVALID_EVENT, (to, errno) -> to.wpuCreateEvent().invoke(errno));
  }

  private long modifyIfsHandle(int dwCatalogEntryId, long proposedHandle, long lpErrno) {
    return guarded(
        lpErrno,
        Ws2Def.INVALID_SOCKET,
        (to, errno) -> to.wpuModifyIfsHandle().invoke(dwCatalogEntryId, proposedHandle, errno));
  }

  private long createSocketHandle(int dwCatalogEntryId, long dwContext, long lpErrno) {
    makesHandles = true;
    return guarded(
        lpErrno,
        Ws2Def.INVALID_SOCKET,
        (to, errno) -> to.wpuCreateSocketHandle().invoke(dwCatalogEntryId, dwContext, errno));
  }

  private int closeSocketHandle(long s, long lpErrno) {
    return status(lpErrno, (to, errno) -> to.wpuCloseSocketHandle().invoke(s, errno));
  }

  private int querySocketHandleContext(long s, long lpContext, long lpErrno) {
    return status(lpErrno, (to, errno) -> context(to, s, lpContext, errno));
  }

  private static int context(UpcallTable to, long s, long lpContext, Errno errno) {
    if (lpContext == 0) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    Object context = to.wpuQuerySocketHandleContext().invoke(s, errno);
    if (context instanceof Long number) {
      NativeCall.putLong(lpContext, number);
      return 0;
    }
    if (errno.isClear()) { // a context that is no number is another layer's, in Java
      errno.set(WinsockError.WSAENOTSOCK);
    }
    return Ws2Def.SOCKET_ERROR;
  }

  private int postMessage(long hWnd, int msg, long wParam, long lParam) {
    return bool(0, (to, errno) -> to.wpuPostMessage().invoke(hWnd, msg, wParam, lParam));
  }

  private int fdIsSet(long s, long fdset) {
    return fdset == 0
        ? FALSE
        : bool(0, (to, errno) -> to.wpuFdIsSet().invoke(s, copyOf(new Pointer(fdset))));
  }

  private static FdSet copyOf(Pointer set) {
    int count = set.getInt(0);
    FdSet copy = new FdSet(Math.max(count, 1));
    for (int i = 0; i < count; i++) {
      copy.add(set.getLong(FD_ARRAY + (long) i * Long.BYTES));
    }
    return copy;
  }

  private int getProviderPath(long lpProviderId, long lpPath, long lpLength, long lpErrno) {
    return status(lpErrno, (to, errno) -> path(to, lpProviderId, lpPath, lpLength, errno));
  }

  private static int path(
      UpcallTable to, long lpProviderId, long lpPath, long lpLength, Errno errno) {
    if (lpProviderId == 0 || lpPath == 0 || lpLength == 0) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    String path = to.wpuGetProviderPath().invoke(guid(new Pointer(lpProviderId)), errno);
    if (path == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int room = new Pointer(lpLength).getInt(0);
    NativeCall.putInt(lpLength, path.length() + 1);
    if (path.length() >= room) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    byte[] wide = (path + '\0').getBytes(StandardCharsets.UTF_16LE);
    new Pointer(lpPath).write(0, wide, 0, wide.length);
    return 0;
  }

  /** Reads a {@code GUID}. */
  static UUID guid(Pointer memory) {
    long high =
        Integer.toUnsignedLong(memory.getInt(0)) << 32
            | Short.toUnsignedLong(memory.getShort(4)) << 16
            | Short.toUnsignedLong(memory.getShort(6));
    return new UUID(high, Long.reverseBytes(memory.getLong(8)));
  }

  private int queryBlockingCallback(int id, long lpCallback, long lpContext, long lpErrno) {
    return status(lpErrno, (to, errno) -> noCallback(lpCallback, lpContext, errno));
  }

  /** Nobody has set one. */
  private static int noCallback(long lpCallback, long lpContext, Errno errno) {
    if (lpCallback == 0 || lpContext == 0) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    NativeCall.putLong(lpCallback, 0);
    NativeCall.putLong(lpContext, 0);
    return 0;
  }

  private int queueApc(long lpThreadId, long lpfnUserApc, long dwContext, long lpErrno) {
    return status(
        lpErrno,
        (to, errno) -> {
          WsaThreadId thread = lpThreadId == 0 ? null : WinsockThread.find(number(lpThreadId));
          return thread == null || lpfnUserApc == 0
              ? errno.fail(WinsockError.WSAEFAULT)
              : to.wpuQueueApc()
                  .invoke(
                      thread,
                      context -> NativeCall.begin().with(context).call(lpfnUserApc),
                      dwContext,
                      errno);
        });
  }

  /** What C keeps of a thread is its handle; it copies the structure as it likes. */
  private static long number(long lpThreadId) {
    return new Pointer(lpThreadId).getLong(0);
  }

  private int openCurrentThread(long lpThreadId, long lpErrno) {
    return status(lpErrno, (to, errno) -> opened(to, lpThreadId, errno));
  }

  private int opened(UpcallTable to, long lpThreadId, Errno errno) {
    if (lpThreadId == 0) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    WsaThreadId thread = to.wpuOpenCurrentThread().invoke(errno);
    if (thread == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    NativeCall.putLong(lpThreadId, ((WinsockThread) thread).handle());
    NativeCall.putLong(lpThreadId + Long.BYTES, 0);
    return 0;
  }

  private int closeThread(long lpThreadId, long lpErrno) {
    return status(
        lpErrno,
        (to, errno) -> {
          WsaThreadId thread = lpThreadId == 0 ? null : WinsockThread.find(number(lpThreadId));
          return thread == null
              ? errno.fail(WinsockError.WSAEFAULT)
              : to.wpuCloseThread().invoke(thread, errno);
        });
  }
}
