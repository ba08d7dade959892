package dev.ifsbench.sockets;

import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.Locale;

/**
 * A completion port of the system's. Waits are cut into slices, because nothing else would notice
 * that the thread is interrupted or the port closed.
 */
final class WinsockPort implements CompletionPort {
  /** {@code OVERLAPPED_ENTRY}: key, structure, status, and in the last four bytes the count. */
  private static final int SIZEOF_ENTRY = 32;

  private static final int KEY = 0;
  private static final int OVERLAPPED = 8;
  private static final int STATUS = 16;
  private static final int BYTES = 24;
  private static final int REMOVED = SIZEOF_ENTRY;

  private static final ThreadLocal<NativeMemory> ENTRY =
      ThreadLocal.withInitial(() -> new NativeMemory(SIZEOF_ENTRY + Integer.BYTES));

  private final long port;
  private final BegunOperations operations;
  private volatile boolean closed;
  private int users;

  /**
   * Makes one.
   *
   * @throws IllegalStateException if the system has none left
   */
  WinsockPort(BegunOperations operations) {
    this.operations = operations;
    port = Kernel32.CreateIoCompletionPort(Kernel32.INVALID_HANDLE_VALUE, 0, 0, 0);
    if (port == 0) {
      throw failure("CreateIoCompletionPort");
    }
  }

  private static IllegalStateException failure(String call) {
    return new IllegalStateException(
        String.format(Locale.ROOT, "%s failed: error %d", call, Ws2_32.lastError()));
  }

  /** Has the system announce a handle's operations here; false with the reason as last error. */
  boolean attach(long handle, long key) {
    return Kernel32.CreateIoCompletionPort(handle, port, key, 0) != 0;
  }

  // The notice carries no error, so the structure does.
  @Override
  public void post(long key, WsaOverlapped overlapped, int bytesTransferred, WinsockError error) {
    if (!enter()) {
      return;
    }
    long address = 0;
    if (overlapped != null) {
      address = overlapped.address();
      operations.begin(Ws2Def.INVALID_SOCKET, null, true, overlapped, null).post(error);
    }
    try {
      if (Kernel32.PostQueuedCompletionStatus(port, bytesTransferred, key, address) == 0) {
        throw failure("PostQueuedCompletionStatus");
      }
    } finally {
      leave();
    }
  }

  @Override
  public boolean dequeue(CompletionPacket packet, int timeoutMillis) throws InterruptedException {
    if (!enter()) {
      return false;
    }
    try {
      return await(packet, timeoutMillis);
    } finally {
      leave();
    }
  }

  private boolean await(CompletionPacket packet, int timeoutMillis) throws InterruptedException {
    long begun = System.nanoTime();
    NativeMemory entry = ENTRY.get();
    long address = entry.address();
    while (!closed) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int slice = Slices.next(timeoutMillis, begun);
      if (Kernel32.GetQueuedCompletionStatusEx(port, address, 1, address + REMOVED, slice, 0)
          != 0) {
        if (take(entry, packet)) {
          return true;
        }
        continue; // what was refused is not announced, although Wine does
      }
      if (Ws2_32.lastError() != Kernel32.WAIT_TIMEOUT) {
        throw failure("GetQueuedCompletionStatusEx");
      }
      if (Slices.isOver(timeoutMillis, begun)) {
        return false;
      }
    }
    return false;
  }

  /** Takes a packet over; false if nobody waits for the operation. */
  private boolean take(NativeMemory entry, CompletionPacket packet) {
    packet.key = entry.getLong(KEY);
    packet.bytesTransferred = entry.getInt(BYTES);
    packet.overlapped = null;
    packet.error = WinsockError.NO_ERROR;
    long structure = entry.getLong(OVERLAPPED);
    BegunOperation operation = operations.take(structure);
    if (operation == null) {
      return structure == 0;
    }
    packet.overlapped = operation.overlapped;
    packet.error = operation.outcome((int) entry.getLong(STATUS));
    operations.give(operation);
    return true;
  }

  private synchronized boolean enter() {
    if (closed) {
      return false;
    }
    users++;
    return true;
  }

  private synchronized void leave() {
    if (--users == 0 && closed) {
      Kernel32.CloseHandle(port);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (users == 0) {
        Kernel32.CloseHandle(port);
      }
    }
  }
}
