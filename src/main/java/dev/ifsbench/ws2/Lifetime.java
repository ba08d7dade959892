package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.trace.event.CleanupEvent;
import dev.ifsbench.trace.event.HandleTables;

/** {@code WSAStartup} and {@code WSACleanup}. Both may be called by any thread. */
final class Lifetime {
  private final StartCount starts;
  private final OpenSockets sockets;
  private final ProviderLoader loader;
  private final HandleMap<HandleEntry> handles;
  private final long table;

  Lifetime(
      StartCount starts,
      OpenSockets sockets,
      ProviderLoader loader,
      HandleMap<HandleEntry> handles,
      long table) {
    this.starts = starts;
    this.sockets = sockets;
    this.loader = loader;
    this.handles = handles;
    this.table = table;
  }

  // Synchronized, so that a start waits until the clean-up before it has ended: both use the same
  // table.

  synchronized WinsockError start(int wVersionRequested) {
    if (!WspData.isSpoken(wVersionRequested)) {
      return WinsockError.WSAVERNOTSUPPORTED;
    }
    if (starts.increment() == 1) {
      HandleTables.add(table, handles::size);
    }
    return WinsockError.NO_ERROR;
  }

  int end(Errno errno) {
    CleanupEvent event = CleanupEvent.start();
    synchronized (this) {
      int left = starts.decrement();
      if (left < 0) {
        return errno.fail(WinsockError.WSANOTINITIALISED);
      }
      if (left == 0) {
        handles.forEach(sockets::closeIfHandedOut);
        loader.cleanUp();
        handles.forEach(sockets::forget);
        HandleTables.remove(table);
        if (event != null) {
          event.finish(table);
        }
      }
    }
    return 0;
  }
}
