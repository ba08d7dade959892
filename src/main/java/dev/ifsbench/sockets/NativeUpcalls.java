package dev.ifsbench.sockets;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaThreadId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code WSPUPCALLTABLE} for a provider in C: each function is a way from C into this project's
 * upcalls. A socket handle's context is the number that C gave. The table and what it leads to stay
 * for as long as this object.
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

  private final UpcallTable upcalls;
  private final Map<Long, WsaThreadId> threads = new ConcurrentHashMap<>();
  private final AtomicLong lastThread = new AtomicLong();
  private final NativeMemory table = new NativeMemory(SIZE);
  private final Callback[] callbacks;
  private volatile boolean makesHandles;

  /**
   * Makes the table.
   *
   * @param upcalls what it leads to
   */
  NativeUpcalls(UpcallTable upcalls) {
    this.upcalls = upcalls;
    callbacks =
        new Callback[] {
          (OneAndErrno) (event, e) -> bool(upcalls.wpuCloseEvent()::invoke, event, e),
          (OneAndErrno) this::closeSocketHandle,
          (Creating) this::createEvent,
          (Announcing) this::createSocketHandle,
          (OneAndErrno) this::fdIsSet,
          (ThreeAndErrno) this::getProviderPath,
          (Announcing) this::modifyIfsHandle,
          (Posting) (h, m, w, l) -> upcalls.wpuPostMessage().invoke(h, m, w, l) ? 1 : 0,
          (Blocking) NativeUpcalls::queryBlockingCallback,
          (Querying) this::querySocketHandleContext,
          (ThreeAndErrno) this::queueApc,
          (OneAndErrno) (event, e) -> bool(upcalls.wpuResetEvent()::invoke, event, e),
          (OneAndErrno) (event, e) -> bool(upcalls.wpuSetEvent()::invoke, event, e),
          (OneAndErrno) this::openCurrentThread,
          (OneAndErrno) this::closeThread
        };
    for (int i = 0; i < callbacks.length; i++) {
      Pointer function = CallbackReference.getFunctionPointer(callbacks[i]);
      table.putLong(i * Long.BYTES, Pointer.nativeValue(function));
    }
  }

  /** Where the table is. */
  long address() {
    return table.address();
  }

  /** Whether the provider has asked for a handle of its own. */
  boolean makesHandles() {
    return makesHandles;
  }

  private interface EventCall {
    boolean invoke(long hEvent, Errno lpErrno);
  }

  private static int bool(EventCall call, long hEvent, long lpErrno) {
    Errno errno = new Errno();
    boolean done = call.invoke(hEvent, errno);
    leave(errno, lpErrno);
    return done ? 1 : 0;
  }

  private long createEvent(long lpErrno) {
    Errno errno = new Errno();
    long event = upcalls.wpuCreateEvent().invoke(errno);
    leave(errno, lpErrno);
    return event;
  }

  private long modifyIfsHandle(int dwCatalogEntryId, long proposedHandle, long lpErrno) {
    Errno errno = new Errno();
    long handle = upcalls.wpuModifyIfsHandle().invoke(dwCatalogEntryId, proposedHandle, errno);
    leave(errno, lpErrno);
    return handle;
  }

  private long createSocketHandle(int dwCatalogEntryId, long dwContext, long lpErrno) {
    makesHandles = true;
    Errno errno = new Errno();
    long handle = upcalls.wpuCreateSocketHandle().invoke(dwCatalogEntryId, dwContext, errno);
    leave(errno, lpErrno);
    return handle;
  }

  private int closeSocketHandle(long s, long lpErrno) {
    Errno errno = new Errno();
    int result = upcalls.wpuCloseSocketHandle().invoke(s, errno);
    leave(errno, lpErrno);
    return result;
  }

  private int querySocketHandleContext(long s, long lpContext, long lpErrno) {
    Errno errno = new Errno();
    Object context = upcalls.wpuQuerySocketHandleContext().invoke(s, errno);
    if (context instanceof Long number) {
      NativeCall.putLong(lpContext, number);
      return 0;
    }
    // A context that is no number is another layer's, in Java.
    errno.set(WinsockError.WSAENOTSOCK);
    leave(errno, lpErrno);
    return Ws2Def.SOCKET_ERROR;
  }

  private int fdIsSet(long s, long fdset) {
    Pointer set = new Pointer(fdset);
    int count = set.getInt(0);
    FdSet copy = new FdSet(Math.max(count, 1));
    for (int i = 0; i < count; i++) {
      copy.add(set.getLong(FD_ARRAY + (long) i * Long.BYTES));
    }
    return upcalls.wpuFdIsSet().invoke(s, copy) ? 1 : 0;
  }

  private int getProviderPath(long lpProviderId, long lpPath, long lpLength, long lpErrno) {
    Errno errno = new Errno();
    String path = upcalls.wpuGetProviderPath().invoke(guid(new Pointer(lpProviderId)), errno);
    if (path != null && path.length() >= new Pointer(lpLength).getInt(0)) {
      NativeCall.putInt(lpLength, path.length() + 1);
      errno.set(WinsockError.WSAEFAULT);
      path = null;
    }
    if (path == null) {
      leave(errno, lpErrno);
      return Ws2Def.SOCKET_ERROR;
    }
    byte[] wide = (path + '\0').getBytes(StandardCharsets.UTF_16LE);
    new Pointer(lpPath).write(0, wide, 0, wide.length);
    NativeCall.putInt(lpLength, path.length() + 1);
    return 0;
  }

  private static UUID guid(Pointer memory) {
    long high =
        Integer.toUnsignedLong(memory.getInt(0)) << 32
            | Short.toUnsignedLong(memory.getShort(4)) << 16
            | Short.toUnsignedLong(memory.getShort(6));
    return new UUID(high, Long.reverseBytes(memory.getLong(8)));
  }

  private static int queryBlockingCallback(int id, long lpCallback, long lpContext, long lpErrno) {
    NativeCall.putLong(lpCallback, 0); // nobody has set one
    NativeCall.putLong(lpContext, 0);
    return 0;
  }

  private int queueApc(long lpThreadId, long lpfnUserApc, long dwContext, long lpErrno) {
    Errno errno = new Errno();
    WsaThreadId thread = lpThreadId == 0 ? null : threads.get(new Pointer(lpThreadId).getLong(0));
    int result = Ws2Def.SOCKET_ERROR;
    if (thread == null) {
      errno.set(WinsockError.WSAEFAULT);
    } else {
      result =
          upcalls
              .wpuQueueApc()
              .invoke(
                  thread,
                  context -> NativeCall.begin().with(context).call(lpfnUserApc),
                  dwContext,
                  errno);
    }
    leave(errno, lpErrno);
    return result;
  }

  /** What C keeps of a thread is a number; it copies the structure as it likes. */
  private int openCurrentThread(long lpThreadId, long lpErrno) {
    Errno errno = new Errno();
    WsaThreadId thread = upcalls.wpuOpenCurrentThread().invoke(errno);
    if (thread == null) {
      leave(errno, lpErrno);
      return Ws2Def.SOCKET_ERROR;
    }
    long number = lastThread.incrementAndGet();
    threads.put(number, thread);
    NativeCall.putLong(lpThreadId, number);
    NativeCall.putLong(lpThreadId + Long.BYTES, 0);
    return 0;
  }

  private int closeThread(long lpThreadId, long lpErrno) {
    Errno errno = new Errno();
    WsaThreadId thread = threads.remove(new Pointer(lpThreadId).getLong(0));
    int result = Ws2Def.SOCKET_ERROR;
    if (thread == null) {
      errno.set(WinsockError.WSAEFAULT);
    } else {
      result = upcalls.wpuCloseThread().invoke(thread, errno);
    }
    leave(errno, lpErrno);
    return result;
  }

  private static void leave(Errno errno, long lpErrno) {
    if (!errno.isClear() && lpErrno != 0) {
      NativeCall.putInt(lpErrno, errno.get().code());
    }
  }
}
