package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.Ws2Def;
import java.util.List;

/**
 * Adopts a live operating system's handle that no provider has announced, because it was inherited,
 * duplicated behind Winsock's back, or forgotten by its provider.
 *
 * <p>Each entry with {@code XP1_IFS_HANDLES} is asked, in catalog order, for {@code
 * SO_PROTOCOL_INFOW} of the handle; the first answer names the entry that the handle is given to. A
 * layer answers only for sockets that it knows, so a foreign one goes to the base. If the catalog
 * changes meanwhile, the search starts again.
 */
final class HandleImport {
  private final NativeSockets sockets;
  private final Catalog catalog;
  private final ProviderLoader loader;
  private final Upcalls upcalls;

  HandleImport(NativeSockets sockets, Catalog catalog, ProviderLoader loader, Upcalls upcalls) {
    this.sockets = sockets;
    this.catalog = catalog;
    this.loader = loader;
    this.upcalls = upcalls;
  }

  /**
   * Adopts a handle.
   *
   * @return its new entry, or null if it is not open or no provider knows it
   */
  HandleEntry tryImport(long s) {
    if (!HandleMap.isKey(s) || !sockets.isOpen(s)) {
      return null;
    }
    NativeMemory info = new NativeMemory(ProtocolInfoLayout.WIDE.size());
    List<CatalogEntry> asked;
    do {
      asked = catalog.enumerate();
      for (CatalogEntry entry : asked) {
        if (entry.info().hasIfsHandles() && answers(entry, s, info)) {
          return adopt(s, info);
        }
      }
    } while (catalog.enumerate() != asked);
    return null;
  }

  private boolean answers(CatalogEntry entry, long s, NativeMemory info) {
    Errno errno = new Errno();
    LoadedProvider provider = loader.load(entry, upcalls.table(), errno);
    return provider != null
        && provider
                .procedures()
                .wspGetSockOpt()
                .invoke(
                    s,
                    Ws2Def.SOL_SOCKET,
                    Ws2Def.SO_PROTOCOL_INFOW,
                    info,
                    new IntRef(info.size()),
                    errno)
            == 0;
  }

  private HandleEntry adopt(long s, NativeMemory info) {
    int owner = ProtocolInfoLayout.WIDE.read(info).catalogEntryId();
    return upcalls.traced().adopt(owner, s, new Errno());
  }
}
