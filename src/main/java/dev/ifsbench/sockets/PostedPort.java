package dev.ifsbench.sockets;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.ArrayDeque;
import java.util.Objects;

/** A completion port that is a queue in this process. */
final class PostedPort implements CompletionPort {
  private final ArrayDeque<CompletionPacket> packets = new ArrayDeque<>();
  private final ArrayDeque<CompletionPacket> spare = new ArrayDeque<>();
  private boolean closed;

  @Override
  public synchronized void post(
      long key, WsaOverlapped overlapped, int bytesTransferred, WinsockError error) {
    if (closed) {
      return;
    }
    CompletionPacket packet = spare.isEmpty() ? new CompletionPacket() : spare.pop();
    packet.key = key;
    packet.overlapped = overlapped;
    packet.bytesTransferred = bytesTransferred;
    packet.error = error;
    packets.add(packet);
    notify();
  }

  @Override
  public synchronized boolean dequeue(CompletionPacket packet, int timeoutMillis)
      throws InterruptedException {
    if (!await(timeoutMillis)) {
      return false;
    }
    takeFirst(packet);
    return true;
  }

  @Override
  public synchronized int dequeue(CompletionPacket[] taken, int count, int timeoutMillis)
      throws InterruptedException {
    Objects.checkFromToIndex(1, count, taken.length);
    if (!await(timeoutMillis)) {
      return 0;
    }
    int number = Math.min(count, packets.size());
    for (int i = 0; i < number; i++) {
      takeFirst(taken[i]);
    }
    return number;
  }

  private void takeFirst(CompletionPacket packet) {
    CompletionPacket first = packets.remove();
    packet.key = first.key;
    packet.overlapped = first.overlapped;
    packet.bytesTransferred = first.bytesTransferred;
    packet.error = first.error;
    first.overlapped = null;
    spare.push(first);
  }

  private boolean await(int timeoutMillis) throws InterruptedException {
    long begun = System.nanoTime();
    while (packets.isEmpty() && !closed && timeoutMillis != 0) {
      long left = timeoutMillis - (System.nanoTime() - begun) / 1_000_000;
      if (timeoutMillis > 0 && left <= 0) {
        return false;
      }
      wait(timeoutMillis < 0 ? 0 : left);
    }
    return !closed && !packets.isEmpty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    packets.clear();
    spare.clear();
    notifyAll();
  }
}
