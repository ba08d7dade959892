package dev.ifsbench.stress.completion;

import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.Errno;

/** A completion port that tells how the one operation on a handle ends, and how often. */
final class Ends {
  private static final int PATIENCE_MILLIS = 60_000;

  private final CompletionPort port;

  Ends(OverlappedIo system, long handle) {
    port = system.newPort();
    system.attach(handle, port, 1, new Errno());
  }

  /** The error that the operation ended with, 0 if there is none; -1 if it never ends. */
  int error() {
    CompletionPacket packet = new CompletionPacket();
    return dequeue(packet, PATIENCE_MILLIS) ? packet.error().code() : -1;
  }

  /** How many ends have been announced since. */
  int countFurther() {
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
