package dev.ifsbench.sockets.winsock;

import static dev.ifsbench.sockets.winsock.WindowsDlls.KERNEL32;

import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.Locale;
import java.util.Objects;

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

  /** Where the system writes: how many entries it has removed, and from here on the entries. */
  private static final int ENTRIES = Long.BYTES;

  private static final ThreadLocal<NativeMemory> OUTPUT =
      ThreadLocal.withInitial(() -> new NativeMemory(ENTRIES + SIZEOF_ENTRY));

  private final CompletionPacket[] none = {};

  private final long port;
  private final PendingOverlappedMap operations;
  private volatile boolean closed;
  private int users;

  /**
   * Creates a completion port.
   *
   * @throws IllegalStateException if the system has none left
   */
  WinsockPort(PendingOverlappedMap operations) {
    this.operations = operations;
    port = KERNEL32.CreateIoCompletionPort(Kernel32.INVALID_HANDLE_VALUE, 0, 0, 0);
    if (port == 0) {
      throw failure("CreateIoCompletionPort");
    }
  }

  private static IllegalStateException failure(String call) {
    return new IllegalStateException(
        String.format(Locale.ROOT, "%s failed: error %d", call, WindowsDlls.lastError()));
  }

  /** Has the system announce a handle's operations here; false with the reason as last error. */
  boolean attach(long handle, long key) {
    return KERNEL32.CreateIoCompletionPort(handle, port, key, 0) != 0;
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
      if (KERNEL32.PostQueuedCompletionStatus(port, bytesTransferred, key, address) == 0) {
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
      return await(packet, none, 1, timeoutMillis) == 1;
    } finally {
      leave();
    }
  }

  @Override
  public int dequeue(CompletionPacket[] packets, int count, int timeoutMillis)
      throws InterruptedException {
    Objects.checkFromToIndex(1, count, packets.length);
    if (!enter()) {
      return 0;
    }
    try {
      return await(packets[0], packets, count, timeoutMillis);
    } finally {
      leave();
    }
  }

  private int await(
      CompletionPacket first, CompletionPacket[] packets, int count, int timeoutMillis)
      throws InterruptedException {
    long begun = System.nanoTime();
    NativeMemory output = output(count);
    long address = output.address();
    while (!closed) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int slice = InterruptibleWait.next(timeoutMillis, begun);
      if (KERNEL32.GetQueuedCompletionStatusEx(port, address + ENTRIES, count, address, slice, 0)
          != 0) {
        int taken = takeAll(output, first, packets);
        if (taken > 0) {
          return taken;
        }
        continue; // what was refused is not announced, although Wine does
      }
      if (WindowsDlls.lastError() != Kernel32.WAIT_TIMEOUT) {
        throw failure("GetQueuedCompletionStatusEx");
      }
      if (InterruptibleWait.isOver(timeoutMillis, begun)) {
        return 0;
      }
    }
    return 0;
  }

  private static NativeMemory output(int count) {
    NativeMemory output = OUTPUT.get();
    if (output.size() < ENTRIES + count * SIZEOF_ENTRY) {
      output = new NativeMemory(ENTRIES + count * SIZEOF_ENTRY);
      OUTPUT.set(output);
    }
    return output;
  }

  private int takeAll(NativeMemory output, CompletionPacket first, CompletionPacket[] packets) {
    int taken = 0;
    for (int i = 0; i < output.getInt(0); i++) {
      CompletionPacket packet = taken == 0 ? first : packets[taken];
      if (take(output, ENTRIES + i * SIZEOF_ENTRY, packet)) {
        taken++;
      }
    }
    return taken;
  }

  /** Takes a packet over; false if nobody waits for the operation. */
  private boolean take(NativeMemory output, int entry, CompletionPacket packet) {
    packet.key = output.getLong(entry + KEY);
    packet.bytesTransferred = output.getInt(entry + BYTES);
    packet.overlapped = null;
    packet.error = WinsockError.NO_ERROR;
    long structure = output.getLong(entry + OVERLAPPED);
    PendingOverlapped operation = operations.take(structure);
    if (operation == null) {
      return structure == 0;
    }
    packet.overlapped = operation.overlapped;
    packet.error = operation.outcome((int) output.getLong(entry + STATUS));
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
      KERNEL32.CloseHandle(port);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (users == 0) {
        KERNEL32.CloseHandle(port);
      }
    }
  }
}
