package dev.ifsbench.provider;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaPollData;

/**
 * A wrapping layer's {@code SIO_EXT_POLL} in one thread: the layer's handles are replaced by those
 * of the sockets below, other handles go down as they are. The layer's sockets are held meanwhile.
 */
final class WrappedPoll {
  private static final ThreadLocal<WrappedPoll> OF_THREAD =
      ThreadLocal.withInitial(WrappedPoll::new);

  private final IntRef returned = new IntRef();
  private final Errno ignored = new Errno();
  private NativeMemory lower = WsaPollData.allocate(16);
  private WrappedSocket[] sockets = new WrappedSocket[16];

  private boolean isInUse;
  private WrappedPoll nextBelow;

  private WrappedPoll() {}

  /** The first one that no layer above is using in this thread. */
  static WrappedPoll get() {
    WrappedPoll each = OF_THREAD.get();
    while (each.isInUse) {
      if (each.nextBelow == null) {
        each.nextBelow = new WrappedPoll();
      }
      each = each.nextBelow;
    }
    return each;
  }

  int poll(WrappingLayer layer, NativeMemory data, IntRef cbReturned, Errno lpErrno) {
    isInUse = true;
    try {
      return ask(layer, data, cbReturned, lpErrno);
    } finally {
      isInUse = false;
    }
  }

  private int ask(WrappingLayer layer, NativeMemory data, IntRef cbReturned, Errno lpErrno) {
    int count = WsaPollData.count(data);
    WrappedSocket first = translate(layer, data, count);
    if (first == null) {
      return lpErrno.fail(WinsockError.WSAENOTSOCK); // closed since Ws2_32.dll found it
    }
    int size = WsaPollData.size(count);
    int result =
        layer
            .next()
            .wspIoctl()
            .invoke(
                first.lower(),
                Ws2Def.SIO_EXT_POLL,
                lower,
                size,
                lower,
                size,
                returned,
                null,
                null,
                null,
                lpErrno);
    if (result == 0) {
      for (int i = 0; i < count; i++) {
        boolean gone = sockets[i] != null && sockets[i].references().isClosing();
        int found = gone ? WsaPollData.POLLNVAL : WsaPollData.revents(lower, i);
        WsaPollData.putRevents(data, i, found);
      }
      WsaPollData.finish(data);
      cbReturned.value = size;
    }
    release(count);
    return result;
  }

  /** Fills in the block for the next provider; the first of the layer's sockets, or null. */
  private WrappedSocket translate(WrappingLayer layer, NativeMemory data, int count) {
    if (sockets.length < count) {
      sockets = new WrappedSocket[2 * count];
      lower = WsaPollData.allocate(2 * count);
    }
    WsaPollData.begin(lower, count, WsaPollData.timeoutMillis(data));
    WrappedSocket first = null;
    for (int i = 0; i < count; i++) {
      long fd = WsaPollData.fd(data, i);
      WrappedSocket socket = fd < 0 ? null : layer.acquireIfOwn(fd, ignored);
      sockets[i] = socket;
      first = first == null ? socket : first;
      WsaPollData.put(lower, i, socket == null ? fd : socket.lower(), WsaPollData.events(data, i));
    }
    return first;
  }

  private void release(int count) {
    for (int i = 0; i < count; i++) {
      WrappedSocket socket = sockets[i];
      sockets[i] = null;
      if (socket != null) {
        socket.layer().release(socket);
      }
    }
  }
}
