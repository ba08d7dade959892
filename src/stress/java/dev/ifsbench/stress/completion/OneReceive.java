package dev.ifsbench.stress.completion;

import dev.ifsbench.sockets.CompletionEngines;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.JnaLibC;
import dev.ifsbench.sockets.LibC;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.PosixSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receive that is pending on one of a pair of real sockets, and the completion port that tells of
 * its end. One after the other is carried on by another of the engines that the kernel gives.
 */
final class OneReceive {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final List<NativeSockets> SYSTEMS = systems(new JnaLibC());
  private static final AtomicInteger TURN = new AtomicInteger();

  private final NativeSockets sockets;
  private final long[] pair = new long[2];
  private final CompletionPort port;
  private final WsaOverlapped overlapped = new WsaOverlapped();
  // Kept as long as the addresses of their bytes are in use.
  private final NativeMemory sent = new NativeMemory(1);
  private final NativeMemory received = new NativeMemory(1);
  private boolean isClosed;

  OneReceive() {
    sockets = SYSTEMS.get(Math.floorMod(TURN.getAndIncrement(), SYSTEMS.size()));
    port = sockets.overlapped().newPort();
    Errno errno = new Errno();
    sockets.socketPair(pair, errno);
    sockets.overlapped().attach(pair[1], port, 1, errno);
    WsaBuf[] buffers = {new WsaBuf(received.address(), 1)};
    sockets
        .overlapped()
        .recv(pair[1], buffers, 1, null, new IntRef(), null, null, overlapped, null, null, errno);
  }

  private static List<NativeSockets> systems(LibC libc) {
    return Arrays.stream(CompletionEngines.values())
        .filter(engine -> engine.isIn(libc))
        .<NativeSockets>map(engine -> new PosixSockets(libc, engine))
        .toList();
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

  /** The error that the receive ended with, 0 if there is none; -1 if it never ends. */
  int error() {
    CompletionPacket packet = new CompletionPacket();
    return dequeue(packet, PATIENCE_MILLIS) ? packet.error().code() : -1;
  }

  /** Closes what is open, and counts further ends of the receive. */
  int endAndCount() {
    if (!isClosed) {
      close(); // a second time, it would be another socket's number
    }
    sockets.close(pair[0], new Errno());
    int further = 0;
    while (dequeue(new CompletionPacket(), 0)) {
      further++;
    }
    return further;
  }

  private boolean dequeue(CompletionPacket packet, int millis) {
    try {
      return port.dequeue(packet, millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
