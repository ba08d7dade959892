package dev.ifsbench.sockets;

import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WsaThreadId;
import java.util.Arrays;

/**
 * A thread's asynchronous procedure calls. They run in that thread, one after the other, and only
 * while it sleeps alertably. Any thread may add one; adding and running allocates nothing once the
 * queue has grown to its use.
 */
public final class ApcQueue implements WsaThreadId {
  private static final ThreadLocal<ApcQueue> OF_THREAD =
      ThreadLocal.withInitial(() -> new ApcQueue(Thread.currentThread()));

  private final Thread thread;
  private UserApc[] procedures = new UserApc[16];
  private long[] contexts = new long[16];
  private int head;
  private int size;

  private ApcQueue(Thread thread) {
    this.thread = thread;
  }

  public static ApcQueue ofCurrentThread() {
    return OF_THREAD.get();
  }

  @Override
  public Thread thread() {
    return thread;
  }

  /** Adds a call; false if the thread has ended. */
  public synchronized boolean add(UserApc procedure, long context) {
    if (!thread.isAlive()) {
      return false;
    }
    if (size == procedures.length) {
      grow();
    }
    int at = (head + size++) % procedures.length;
    procedures[at] = procedure;
    contexts[at] = context;
    notifyAll();
    return true;
  }

  private void grow() {
    UserApc[] grownProcedures = Arrays.copyOfRange(procedures, head, head + 2 * size);
    long[] grownContexts = Arrays.copyOfRange(contexts, head, head + 2 * size);
    int tail = size - head;
    System.arraycopy(procedures, 0, grownProcedures, tail, head);
    System.arraycopy(contexts, 0, grownContexts, tail, head);
    procedures = grownProcedures;
    contexts = grownContexts;
    head = 0;
  }

  /**
   * Waits for a call, and runs all that are there. Only the thread itself may do so.
   *
   * @param timeoutMillis how long to wait, in milliseconds; 0 for not at all, negative for no limit
   * @return whether any ran
   */
  boolean sleep(int timeoutMillis) throws InterruptedException {
    if (!await(timeoutMillis)) {
      return false;
    }
    // Calls that are added meanwhile run too: a system's queue also runs until it is empty.
    while (runFirst()) {}
    return true;
  }

  private synchronized boolean await(int timeoutMillis) throws InterruptedException {
    long begun = System.nanoTime();
    while (size == 0 && timeoutMillis != 0) {
      long left = timeoutMillis - (System.nanoTime() - begun) / 1_000_000;
      if (timeoutMillis > 0 && left <= 0) {
        return false;
      }
      wait(timeoutMillis < 0 ? 0 : left);
    }
    return size != 0;
  }

  /** Runs the first call; false if there is none. Only the thread itself may do so. */
  public boolean runFirst() {
    UserApc procedure;
    long context;
    synchronized (this) {
      if (size == 0) {
        return false;
      }
      procedure = procedures[head];
      context = contexts[head];
      procedures[head] = null;
      head = (head + 1) % procedures.length;
      size--;
    }
    procedure.run(context);
    return true;
  }
}
