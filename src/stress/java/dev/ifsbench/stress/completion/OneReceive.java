package dev.ifsbench.stress.completion;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * A receive that is pending on one of a pair of real sockets, and the completion port that tells of
 * its end. One after the other is carried on by another of the engines that the kernel gives.
 */
final class OneReceive {
  private final NativeSockets sockets = Systems.next();
  private final long[] pair = new long[2];
  private final Ends ends;
  private final WsaOverlapped overlapped = new WsaOverlapped();
  // Kept as long as the addresses of their bytes are in use.
  private final NativeMemory sent = new NativeMemory(1);
  private final NativeMemory received = new NativeMemory(1);
  private boolean isClosed;

  OneReceive() {
    Errno errno = new Errno();
    sockets.socketPair(pair, errno);
    ends = new Ends(sockets.overlapped(), pair[1]);
    WsaBuf[] buffers = {new WsaBuf(received.address(), 1)};
    sockets
        .overlapped()
        .recv(pair[1], buffers, 1, null, new IntRef(), null, null, overlapped, null, null, errno);
  }

  /** Sends what the receive waits for. */
  void send() {
    sockets.send(pair[0], new WsaBuf[] {new WsaBuf(sent.address(), 1)}, 1, 0, new Errno());
  }

  /** Closes the socket that the receive is pending on. */
  void close() {
    isClosed = true;
    sockets.close(pair[1], new Errno());
  }

  /** Cancels the receive. */
  void cancel() {
    sockets.overlapped().cancel(pair[1], overlapped, new Errno());
  }

  /** The error that the receive ended with; see {@link Ends#error}. */
  int error() {
    return ends.error();
  }

  /** Closes what is open, and counts further ends of the receive. */
  int endAndCount() {
    if (!isClosed) {
      close(); // a second time, it would be another socket's number
    }
    sockets.close(pair[0], new Errno());
    return ends.countFurther();
  }
}
