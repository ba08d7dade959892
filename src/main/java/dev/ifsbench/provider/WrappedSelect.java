package dev.ifsbench.provider;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspFunction;

/**
 * {@code WSPSelect} of a wrapping layer: asks the next provider about the sockets below, and
 * reports the layer's handles. A close of one of them meanwhile ends the call.
 */
final class WrappedSelect implements WspFunction.Select {
  private final WrappingLayer layer;

  WrappedSelect(WrappingLayer layer) {
    this.layer = layer;
  }

  @Override
  public int invoke(
      int nfds, FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno lpErrno) {
    if (isTooLarge(readfds) || isTooLarge(writefds) || isTooLarge(exceptfds)) {
      return lpErrno.fail(WinsockError.WSAENOBUFS);
    }
    WrappedSet read = WrappedSet.translate(readfds, layer);
    WrappedSet write = WrappedSet.translate(writefds, layer);
    WrappedSet except = WrappedSet.translate(exceptfds, layer);
    int result = selectBelow(read, write, except, timeout, lpErrno);
    release(read);
    release(write);
    release(except);
    return result;
  }

  private static boolean isTooLarge(FdSet set) {
    return set != null && set.count() > Ws2Def.FD_SETSIZE;
  }

  private int selectBelow(
      WrappedSet read, WrappedSet write, WrappedSet except, Timeval timeout, Errno lpErrno) {
    if (ownCount(read) + ownCount(write) + ownCount(except) == 0) {
      return lpErrno.fail(WinsockError.WSAEINVAL);
    }
    int ready =
        layer
            .next()
            .wspSelect()
            .invoke(0, lower(read), lower(write), lower(except), timeout, lpErrno);
    if (isClosing(read) || isClosing(write) || isClosing(except)) {
      return lpErrno.fail(WinsockError.WSAEINTR);
    }
    if (ready != Ws2Def.SOCKET_ERROR) {
      refill(read);
      refill(write);
      refill(except);
    }
    return ready;
  }

  private static int ownCount(WrappedSet set) {
    return set == null ? 0 : set.ownCount();
  }

  private static boolean isClosing(WrappedSet set) {
    return set != null && set.isClosing();
  }

  private static FdSet lower(WrappedSet set) {
    return set == null ? null : set.lower();
  }

  private void refill(WrappedSet set) {
    if (set != null) {
      set.refill(layer.upcalls());
    }
  }

  private static void release(WrappedSet set) {
    if (set != null) {
      set.release();
    }
  }
}
