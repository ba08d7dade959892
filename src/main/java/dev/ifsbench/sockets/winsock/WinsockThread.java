package dev.ifsbench.sockets.winsock;

import static dev.ifsbench.sockets.winsock.WindowsDlls.KERNEL32;

import dev.ifsbench.sockets.ApcQueue;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WsaThreadId;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A thread that the system can queue procedure calls to. What the system's queue holds is only that
 * the next of the thread's own queue is due: Java's procedures have no address.
 */
public final class WinsockThread implements WsaThreadId {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final ThreadLocal<WinsockThread> CURRENT =
      ThreadLocal.withInitial(WinsockThread::new);

  /** Those that live, by their handles. */
  private static final Map<Long, WeakReference<WinsockThread>> LIVING = new ConcurrentHashMap<>();

  private final ApcQueue queue = ApcQueue.ofCurrentThread();
  private final long handle;

  /** {@code WSATHREADID}: the handle, and a number that is reserved. */
  private final NativeMemory structure = new NativeMemory(2 * Long.BYTES);

  private WinsockThread() {
    long opened =
        KERNEL32.OpenThread(Kernel32.THREAD_SET_CONTEXT, 0, KERNEL32.GetCurrentThreadId());
    handle = opened;
    structure.putLong(0, opened);
    LIVING.put(opened, new WeakReference<>(this));
    CLEANER.register(this, () -> close(opened));
  }

  // Out of the map before its number is free for another.
  private static void close(long opened) {
    LIVING.remove(opened);
    KERNEL32.CloseHandle(opened);
  }

  /**
   * Finds a thread by what C keeps of it.
   *
   * @param handle as {@link #handle} gives it
   * @return the thread, or null if it is none of these or has ended
   */
  public static WinsockThread find(long handle) {
    WeakReference<WinsockThread> living = LIVING.get(handle);
    return living == null ? null : living.get();
  }

  /** The system's handle, which is the first member of its {@code WSATHREADID}. */
  public long handle() {
    return handle;
  }

  public static WinsockThread current() {
    return CURRENT.get();
  }

  /** The address of its {@code WSATHREADID}. */
  public long structure() {
    return structure.address();
  }

  @Override
  public Thread thread() {
    return queue.thread();
  }

  /** {@code QueueUserAPC}; false if the thread has ended. */
  boolean add(UserApc procedure, long context) {
    return queue.add(procedure, context)
        && KERNEL32.QueueUserAPC(NativeRoutines.nextApc(), handle, 0) != 0;
  }
}
