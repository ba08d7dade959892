package dev.ifsbench.sockets;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * An I/O completion port: a queue of notices that operations have ended. Any thread may add, take
 * and close; a notice goes to one taker. Nothing is allocated once the queue has grown to its use.
 *
 * @see OverlappedIo#attach
 */
public interface CompletionPort extends AutoCloseable {
  /**
   * {@code PostQueuedCompletionStatus}: adds a notice. After {@link #close} it does nothing.
   *
   * @param key the completion key
   * @param overlapped the operation's structure, or null
   * @param bytesTransferred the bytes transferred
   * @param error how the operation ended
   */
  void post(long key, WsaOverlapped overlapped, int bytesTransferred, WinsockError error);

  /**
   * {@code GetQueuedCompletionStatus}: takes the oldest notice.
   *
   * @param packet out: the notice
   * @param timeoutMillis how long to wait for one, in milliseconds; 0 for not at all, negative for
   *     no limit
   * @return false if none came, or the port was closed
   * @throws InterruptedException if the thread was interrupted
   */
  boolean dequeue(CompletionPacket packet, int timeoutMillis) throws InterruptedException;

  /**
   * {@code GetQueuedCompletionStatusEx}: takes the oldest notices, as many as there are, but not
   * more than asked for. It waits for the first one only.
   *
   * @param packets out: the notices, from the first element on
   * @param count how many at most, from 1 to the length of {@code packets}
   * @param timeoutMillis how long to wait, as for {@link #dequeue(CompletionPacket, int)}
   * @return how many were taken; 0 if none came, or the port was closed
   * @throws InterruptedException if the thread was interrupted
   * @throws IndexOutOfBoundsException if the count is out of range
   */
  int dequeue(CompletionPacket[] packets, int count, int timeoutMillis) throws InterruptedException;

  /** Closes the port: threads that wait for a notice return, and notices that are left are lost. */
  @Override
  void close();
}
