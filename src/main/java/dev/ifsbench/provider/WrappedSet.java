package dev.ifsbench.provider;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.Ws2Def;

/**
 * One set of a {@code WSPSelect} call, translated: the layer's handles are replaced by those of the
 * sockets below, other handles go down as they are. It holds a reference on each of the layer's
 * sockets until it is released. Each thread reuses the sets that it has made.
 */
final class WrappedSet {
  /** The sets that the thread is not using. */
  private static final ThreadLocal<Pool> FREE = ThreadLocal.withInitial(Pool::new);

  private final FdSet lower = new FdSet();
  private final FdSet asked = new FdSet();
  private final WrappedSocket[] sockets = new WrappedSocket[Ws2Def.FD_SETSIZE];
  private final Errno ignored = new Errno();
  private FdSet upper;
  private int count;
  private int ownCount;
  private WrappedSet nextFree;

  private WrappedSet() {}

  private static final class Pool {
    private WrappedSet first;
  }

  /** Translates a set of at most {@link Ws2Def#FD_SETSIZE} handles; null stays null. */
  static WrappedSet translate(FdSet upper, WrappingLayer layer) {
    if (upper == null) {
      return null;
    }
    Pool pool = FREE.get();
    WrappedSet set = pool.first;
    if (set == null) {
      set = new WrappedSet();
    } else {
      pool.first = set.nextFree;
    }
    set.fill(upper, layer);
    return set;
  }

  private void fill(FdSet set, WrappingLayer layer) {
    upper = set;
    count = set.count();
    ownCount = 0;
    lower.clear();
    asked.assign(set);
    for (int i = 0; i < count; i++) {
      WrappedSocket socket = layer.acquireIfOwn(set.get(i), ignored);
      sockets[i] = socket;
      ownCount += socket == null ? 0 : 1;
      lower.add(socket == null ? set.get(i) : socket.lower());
    }
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
    for (int i = 0; i < count; i++) {
      if (sockets[i] != null && sockets[i].references().isClosing()) {
        return true;
      }
    }
    return false;
  }

  /** Leaves in the caller's set the handles whose sockets below are ready. */
  void refill(UpcallTable upcalls) {
    upper.clear();
    for (int i = 0; i < count; i++) {
      long handle = sockets[i] == null ? asked.get(i) : sockets[i].lower();
      if (upcalls.wpuFdIsSet().invoke(handle, lower)) {
        upper.add(asked.get(i));
      }
    }
  }

  /** Releases the sockets; the thread can reuse the set. */
  void release() {
    for (int i = 0; i < count; i++) {
      WrappedSocket socket = sockets[i];
      sockets[i] = null;
      if (socket != null) {
        socket.layer().release(socket);
      }
    }
    upper = null;
    Pool pool = FREE.get();
    nextFree = pool.first;
    pool.first = this;
  }
}
