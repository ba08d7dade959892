package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.trace.event.StartupEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Starts providers when they are first needed: one start for each provider GUID, shared by all of
 * its catalog entries.
 */
final class ProviderLoader {
  private final ProviderLibraries libraries;
  private final long handleTable;
  private final StartCount starts;
  private final Map<UUID, LoadedProvider> byProviderId = new HashMap<>(); // under the lock

  // Providers that have been asked for, by catalog entry: this look-up is as cheap as a handle's.
  private volatile HandleMap<LoadedProvider> byEntryId = new HandleMap<>();

  ProviderLoader(ProviderLibraries libraries, StartCount starts, long handleTable) {
    this.libraries = libraries;
    this.starts = starts;
    this.handleTable = handleTable;
  }

  /**
   * The provider of an entry, started if it was not.
   *
   * @return the provider, or null with {@code WSAEPROVIDERFAILEDINIT}, {@code WSAEINVALIDPROVIDER}
   *     or {@code WSAEINVALIDPROCTABLE}; with {@code WSANOTINITIALISED} if the last clean-up has
   *     come first, as nobody would end the provider
   */
  LoadedProvider load(CatalogEntry entry, UpcallTable upcalls, Errno errno) {
    LoadedProvider loaded = byEntryId.get(entry.id());
    return loaded != null ? loaded : loadFirst(entry, upcalls, errno);
  }

  private synchronized LoadedProvider loadFirst(
      CatalogEntry entry, UpcallTable upcalls, Errno errno) {
    if (!starts.isStarted()) {
      errno.set(WinsockError.WSANOTINITIALISED);
      return null;
    }
    LoadedProvider loaded = byProviderId.get(entry.info().providerId());
    if (loaded == null) {
      loaded = start(entry, upcalls, errno);
    }
    if (loaded != null) {
      byEntryId.put(entry.id(), loaded);
    }
    return loaded;
  }

  // One start at a time. A layer that starts here starts the providers below it by itself, so no
  // start waits for one in another thread.
  private LoadedProvider start(CatalogEntry entry, UpcallTable upcalls, Errno errno) {
    ServiceProvider library = libraries.load(entry.providerPath());
    WspData data = new WspData();
    ProcedureTableRef table = new ProcedureTableRef();
    if (library == null || start(library, data, entry, upcalls, table) != WinsockError.NO_ERROR) {
      errno.set(WinsockError.WSAEPROVIDERFAILEDINIT);
      return null;
    }
    WinsockError unfit = check(data, table.value);
    if (unfit != WinsockError.NO_ERROR) {
      errno.set(unfit);
      return null;
    }
    LoadedProvider loaded = new LoadedProvider(table.value);
    byProviderId.put(entry.info().providerId(), loaded);
    return loaded;
  }

  private WinsockError start(
      ServiceProvider library,
      WspData data,
      CatalogEntry entry,
      UpcallTable upcalls,
      ProcedureTableRef table) {
    StartupEvent event = StartupEvent.start();
    WinsockError error = library.wspStartup(Ws2Def.VERSION_2_2, data, entry.info(), upcalls, table);
    if (event != null) {
      event.finish(
          handleTable, entry.id(), entry.info().protocolName(), entry.providerPath(), error);
    }
    return error;
  }

  private static WinsockError check(WspData data, ProcedureTable table) {
    if (table == null || table.hasNullEntry()) {
      return WinsockError.WSAEINVALIDPROCTABLE;
    }
    if (data.wVersion != Ws2Def.VERSION_2_2) {
      table.wspCleanup().invoke(new Errno());
      return WinsockError.WSAEINVALIDPROVIDER;
    }
    return WinsockError.NO_ERROR;
  }

  /** Ends every provider. */
  synchronized void cleanUp() {
    byEntryId = new HandleMap<>();
    List.copyOf(byProviderId.values()).forEach(LoadedProvider::cleanUp);
    byProviderId.clear();
  }
}
