package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.ws2.SocketApi;

/**
 * A completion port, and the batch of packets that its one thread takes from it. Taking allocates
 * nothing; a failure is a {@link WinsockException}.
 */
public final class PortWait implements AutoCloseable {
  private final SocketApi winsock;
  private final CompletionPort port;
  private final CompletionPacket[] packets;
  private final Errno errno = new Errno();

  /**
   * Makes a port.
   *
   * @param winsock whose sockets are attached to it
   * @param batch how many packets are taken at once at most, at least 1
   */
  public PortWait(SocketApi winsock, int batch) {
    this.winsock = winsock;
    port = winsock.overlapped().newPort();
    packets = new CompletionPacket[batch];
    for (int i = 0; i < batch; i++) {
      packets[i] = new CompletionPacket();
    }
  }

  /**
   * {@code CreateIoCompletionPort} and {@code SetFileCompletionNotificationModes}.
   *
   * @param s the socket
   * @param modes {@code FILE_SKIP_*} bits; with none the second call is left out
   */
  public void attach(long s, int modes) {
    if (!winsock.overlapped().attach(s, port, s, errno)) {
      throw new WinsockException("CreateIoCompletionPort", errno);
    }
    if (modes != 0 && !winsock.overlapped().setCompletionModes(s, modes, errno)) {
      throw new WinsockException("SetFileCompletionNotificationModes", errno);
    }
  }

  /**
   * {@code GetQueuedCompletionStatusEx}: waits for packets, of operations that have all succeeded.
   *
   * @return how many there are, at least 1
   */
  public int take() {
    int taken = dequeue(packets.length, -1);
    if (taken == 0) {
      throw new WinsockException("the completion port is closed");
    }
    for (int i = 0; i < taken; i++) {
      WinsockError error = packets[i].error();
      if (error != WinsockError.NO_ERROR) {
        throw new WinsockException("an overlapped operation failed: " + error);
      }
    }
    return taken;
  }

  /**
   * Waits for one packet, of an operation that may have failed.
   *
   * @param millis how long to wait at most
   * @return the packet, good until the next one is taken; null if none has come
   */
  public CompletionPacket next(int millis) {
    return dequeue(1, millis) == 0 ? null : packets[0];
  }

  private int dequeue(int count, int millis) {
    try {
      return port.dequeue(packets, count, millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WinsockException("interrupted while an operation was pending");
    }
  }

  /**
   * What one of the packets taken last says.
   *
   * @param index from 0
   * @return the packet, good until the next {@link #take}
   */
  public CompletionPacket packet(int index) {
    return packets[index];
  }

  @Override
  public void close() {
    port.close();
  }
}
