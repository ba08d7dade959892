package dev.ifsbench.stress.completion;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * A send that is pending, half of it done, on one of a pair of real sockets, and the completion
 * port that tells of its end. One after the other is carried on by another of the engines.
 */
final class OneSend {
  // Far more than the smallest send buffer that a kernel gives.
  private static final int BYTES = 1 << 16;

  // What is in them matters to nobody, so all sends and all receives share them.
  private static final NativeMemory SENT = new NativeMemory(BYTES);
  private static final NativeMemory RECEIVED = new NativeMemory(BYTES);

  private final NativeSockets sockets = Systems.next();
  private final long[] pair = new long[2];
  private final Ends ends;

  OneSend() {
    Errno errno = new Errno();
    sockets.socketPair(pair, errno);
    NativeMemory least = new NativeMemory(Integer.BYTES);
    sockets.setSockOpt(pair[1], Ws2Def.SOL_SOCKET, Ws2Def.SO_SNDBUF, least, Integer.BYTES, errno);
    ends = new Ends(sockets.overlapped(), pair[1]);
    WsaBuf[] buffers = {new WsaBuf(SENT.address(), BYTES)};
    WsaOverlapped overlapped = new WsaOverlapped();
    sockets.overlapped().send(pair[1], buffers, 1, null, 0, null, 0, overlapped, null, null, errno);
  }

  /** Makes room for all of it, or takes what there is if the socket is closed before. */
  void drain() {
    WsaBuf[] buffers = {new WsaBuf(RECEIVED.address(), BYTES)};
    Errno errno = new Errno();
    int left = BYTES;
    int received;
    do {
      received = sockets.recv(pair[0], buffers, 1, new IntRef(), errno);
      left -= received;
    } while (received > 0 && left > 0);
  }

  /** Closes the socket that the send is pending on. */
  void close() {
    sockets.close(pair[1], new Errno());
  }

  /** The error that the send ended with; see {@link Ends#error}. */
  int error() {
    return ends.error();
  }

  /** Closes the other socket, and counts further ends of the send. */
  int endAndCount() {
    sockets.close(pair[0], new Errno());
    return ends.countFurther();
  }
}
