package dev.ifsbench.provider;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.UpcallTable;

/**
 * One set of a {@code WSPSelect} call, translated: the layer's handles are replaced by those of the
 * sockets below, other handles go down as they are. It holds a reference on each of the layer's
 * sockets until it is released.
 */
final class WrappedSet {
  private final FdSet upper;
  private final FdSet lower;
  private final WrappedSocket[] sockets;
  private int ownCount;

  private WrappedSet(FdSet upper) {
    this.upper = upper;
    lower = new FdSet(upper.count());
    sockets = new WrappedSocket[upper.count()];
  }

  /** Translates a set; null stays null. */
  static WrappedSet translate(FdSet upper, WrappingLayer layer) {
    if (upper == null) {
      return null;
    }
    WrappedSet set = new WrappedSet(upper);
    Errno ignored = new Errno();
    for (int i = 0; i < upper.count(); i++) {
      WrappedSocket socket = layer.acquireIfOwn(upper.get(i), ignored);
      set.sockets[i] = socket;
      set.ownCount += socket == null ? 0 : 1;
      set.lower.add(socket == null ? upper.get(i) : socket.lower());
    }
    return set;
  }

  /** The set for the provider below. */
  FdSet lower() {
    return lower;
  }

  /** How many of the layer's own sockets are in the set. */
  int ownCount() {
    return ownCount;
  }

  /** Whether one of the layer's own sockets has been closed since. */
  boolean isClosing() {
    for (WrappedSocket socket : sockets) {
      if (socket != null && socket.references().isClosing()) {
        return true;
      }
    }
    return false;
  }

  /** Leaves in the caller's set the handles whose sockets below are ready. */
  void refill(UpcallTable upcalls) {
    FdSet asked = new FdSet(sockets.length);
    for (int i = 0; i < sockets.length; i++) {
      asked.add(upper.get(i));
    }
    upper.clear();
    for (int i = 0; i < asked.count(); i++) {
      long handle = sockets[i] == null ? asked.get(i) : sockets[i].lower();
      if (upcalls.wpuFdIsSet().invoke(handle, lower)) {
        upper.add(asked.get(i));
      }
    }
  }

  void release() {
    for (WrappedSocket socket : sockets) {
      if (socket != null) {
        socket.layer().release(socket);
      }
    }
  }
}
