package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.event.SocketEvent;
import dev.ifsbench.trace.event.StartupEvent;

/**
 * Records which providers layers start, and who owns each new socket when a provider returns it: to
 * Ws2_32, which hands it to the application, or to the layer above. Without this, a base provider
 * that forgot to announce its socket would not show under a layer that does announce it. All
 * methods may be called by any thread.
 */
public final class SocketTrace {
  private final Catalog catalog;
  private final HandleMap<HandleEntry> handles;
  private final long table;

  SocketTrace(Catalog catalog, HandleMap<HandleEntry> handles, long table) {
    this.catalog = catalog;
    this.handles = handles;
    this.table = table;
  }

  /**
   * Ends and records the event of a call that has just returned.
   *
   * @param event from {@link SocketEvent#start} before the call; null if it is not recorded
   * @param function {@code WSPSocket} or {@code WSPAccept}
   * @param catalogEntryId the entry of the provider called
   * @param s what it returned, before anyone else announces it
   * @param errno the call's error if it failed
   */
  public void finish(SocketEvent event, String function, int catalogEntryId, long s, Errno errno) {
    if (event == null) {
      return;
    }
    CatalogEntry called = catalog.find(catalogEntryId);
    HandleEntry entry = handles.get(s);
    event.finish(
        table,
        function,
        catalogEntryId,
        called == null ? null : called.info().protocolName(),
        s,
        entry == null ? 0 : entry.owner().id(),
        s == Ws2Def.INVALID_SOCKET ? error(errno) : WinsockError.NO_ERROR);
  }

  /**
   * Ends and records the event of a provider's start that has just returned.
   *
   * @param event from {@link StartupEvent#start} before the call; null if it is not recorded
   * @param started the entry that the provider was started for
   * @param path where it was loaded from
   * @param error how the start ended
   */
  public void finish(StartupEvent event, ProtocolInfo started, String path, WinsockError error) {
    if (event != null) {
      event.finish(table, started.catalogEntryId(), started.protocolName(), path, error);
    }
  }

  private static WinsockError error(Errno errno) {
    return errno.isClear() ? WinsockError.WSASYSCALLFAILURE : errno.get();
  }
}
