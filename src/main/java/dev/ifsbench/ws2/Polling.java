package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.trace.event.DispatchEvent;

/**
 * {@code WSAPoll}. The handles are replaced by those that their providers want polled ({@code
 * SIO_BSP_HANDLE_POLL}), and one provider gets them all ({@code SIO_EXT_POLL}): that of the first
 * handle which a layer has made and keeps, as it alone can tell what is below it, or else that of
 * the first handle.
 */
final class Polling {
  /** Each thread has one. */
  private static final class Scratch {
    private final IntRef returned = new IntRef();
    private NativeMemory copy = WsaPollData.allocate(16);

    NativeMemory copy(int count) {
      if (copy.size() < WsaPollData.size(count)) {
        copy = WsaPollData.allocate(2 * count);
      }
      return copy;
    }
  }

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final HandleMap<HandleEntry> handles;
  private final HandleImport handleImport;
  private final long table;

  Polling(HandleMap<HandleEntry> handles, HandleImport handleImport, long table) {
    this.handles = handles;
    this.handleImport = handleImport;
    this.table = table;
  }

  int poll(NativeMemory data, int count, int timeoutMillis, Errno errno) {
    if (data == null || count < 1) {
      return errno.fail(WinsockError.WSAEINVAL);
    }
    if (data.size() < WsaPollData.size(count)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    WsaPollData.begin(data, count, timeoutMillis);
    Scratch scratch = SCRATCH.get();
    NativeMemory asked = redirected(data, count, scratch);
    HandleEntry first = first(asked, count);
    if (first == null) {
      return errno.fail(WinsockError.WSAEINVAL);
    }
    if (ask(first, asked, count, scratch.returned, errno) == Ws2Def.SOCKET_ERROR) {
      return Ws2Def.SOCKET_ERROR;
    }
    for (int i = 0; i < count && asked != data; i++) {
      WsaPollData.putRevents(data, i, WsaPollData.revents(asked, i));
    }
    return WsaPollData.finish(data);
  }

  /** The block with other handles, where their providers want that; or the block itself. */
  private NativeMemory redirected(NativeMemory data, int count, Scratch scratch) {
    NativeMemory asked = data;
    for (int i = 0; i < count; i++) {
      long fd = WsaPollData.fd(data, i);
      HandleEntry entry = find(fd);
      if (entry != null && entry.pollHandle() != fd) {
        asked = asked == data ? copy(data, count, scratch) : asked;
        WsaPollData.put(asked, i, entry.pollHandle(), WsaPollData.events(data, i));
      }
    }
    return asked;
  }

  private static NativeMemory copy(NativeMemory data, int count, Scratch scratch) {
    NativeMemory copy = scratch.copy(count);
    WsaPollData.begin(copy, count, WsaPollData.timeoutMillis(data));
    for (int i = 0; i < count; i++) {
      WsaPollData.put(copy, i, WsaPollData.fd(data, i), WsaPollData.events(data, i));
    }
    return copy;
  }

  private HandleEntry first(NativeMemory asked, int count) {
    HandleEntry first = null;
    for (int i = 0; i < count; i++) {
      HandleEntry entry = find(WsaPollData.fd(asked, i));
      if (entry != null && entry.isCreated()) {
        return entry;
      }
      first = first == null ? entry : first;
    }
    return first;
  }

  private HandleEntry find(long fd) {
    if (fd < 0) {
      return null;
    }
    HandleEntry entry = handles.get(fd);
    return entry == null ? handleImport.tryImport(fd) : entry;
  }

  private int ask(HandleEntry entry, NativeMemory asked, int count, IntRef returned, Errno errno) {
    DispatchEvent event = DispatchEvent.start();
    if (event != null) {
      event.finish(
          table,
          "WSPIoctl",
          entry.handle(),
          entry.owner().id(),
          entry.owner().info().protocolName());
    }
    int size = WsaPollData.size(count);
    return entry
        .procedures()
        .wspIoctl()
        .invoke(
            entry.handle(),
            Ws2Def.SIO_EXT_POLL,
            asked,
            size,
            asked,
            size,
            returned,
            null,
            null,
            null,
            errno);
  }
}
