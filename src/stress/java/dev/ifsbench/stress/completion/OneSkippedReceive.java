package dev.ifsbench.stress.completion;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * A receive that can end at once, on one of a pair of real sockets whose port is not told of that.
 * One after the other is carried on by another of the engines that the kernel gives.
 */
final class OneSkippedReceive {
  private final NativeSockets sockets = Systems.next();
  private final long[] pair = new long[2];
  private final Ends ends;
  private final WsaOverlapped overlapped = new WsaOverlapped();
  // Kept as long as the addresses of their bytes are in use.
  private final NativeMemory sent = new NativeMemory(1);
  private final NativeMemory received = new NativeMemory(1);
  private final Errno errno = new Errno();
  private int result;

  OneSkippedReceive() {
    sockets.socketPair(pair, errno);
    ends = new Ends(sockets.overlapped(), pair[1]);
    sockets
        .overlapped()
        .setCompletionModes(pair[1], OverlappedIo.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS, errno);
    sockets.send(pair[0], new WsaBuf[] {new WsaBuf(sent.address(), 1)}, 1, 0, errno);
    errno.clear();
  }

  /** Receives what is there. */
  void receive() {
    WsaBuf[] buffers = {new WsaBuf(received.address(), 1)};
    result =
        sockets
            .overlapped()
            .recv(
                pair[1], buffers, 1, null, new IntRef(), null, null, overlapped, null, null, errno);
  }

  /** Closes the socket that is received on. */
  void close() {
    sockets.close(pair[1], new Errno());
  }

  /** What the call said: 0 if the receive has ended, or the error. */
  int said() {
    return result == 0 ? 0 : errno.get().code();
  }

  /** Closes the other socket, and counts what the port has been told: of a pending receive once. */
  int countTold(boolean pending) {
    int told = pending && ends.error() >= 0 ? 1 : 0;
    sockets.close(pair[0], new Errno());
    return told + ends.countFurther();
  }
}
