package dev.ifsbench.provider;

import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.ws2.Catalog;
import dev.ifsbench.ws2.CatalogEntry;
import java.util.List;

/**
 * Where a layer stands in a chain: its own entry, and what is next below it.
 *
 * @param own the layer's own chain entry: the one whose chain starts with the layer and goes on as
 *     this one does
 * @param next the next element: the base's entry, or the hidden entry of another layer
 * @param nextOwn the entry that says what sockets come from below: the base's, or the next layer's
 *     own chain entry
 */
record ChainPosition(ProtocolInfo own, ProtocolInfo next, ProtocolInfo nextOwn) {
  /**
   * Finds a layer's place.
   *
   * @param catalog the catalog
   * @param layerId the id of the layer's hidden entry
   * @param info the entry whose chain is to be followed
   * @return the place, or null if the layer is not in the chain or the catalog lacks an entry that
   *     the chain needs
   */
  static ChainPosition find(Catalog catalog, int layerId, ProtocolInfo info) {
    List<Integer> chain = info.protocolChain().chainEntries();
    int place = chain.indexOf(layerId);
    if (place < 0 || place + 1 >= chain.size()) {
      return null;
    }
    ProtocolInfo own = withChain(catalog, chain.subList(place, chain.size()));
    CatalogEntry next = catalog.find(chain.get(place + 1));
    if (own == null || next == null) {
      return null;
    }
    ProtocolInfo nextOwn =
        next.info().protocolChain().isBase()
            ? next.info()
            : withChain(catalog, chain.subList(place + 1, chain.size()));
    return nextOwn == null ? null : new ChainPosition(own, next.info(), nextOwn);
  }

  private static ProtocolInfo withChain(Catalog catalog, List<Integer> chain) {
    for (CatalogEntry entry : catalog.enumerate()) {
      if (entry.info().protocolChain().chainEntries().equals(chain)) {
        return entry.info();
      }
    }
    return null;
  }

  /**
   * The structure that goes down: another layer gets it as it is, a base gets its own entry with
   * the caller's {@code dwProviderReserved}, which names a duplicated socket.
   */
  ProtocolInfo infoForNext(ProtocolInfo info) {
    return next.protocolChain().isBase()
        ? next.withProviderReserved(info.providerReserved())
        : info;
  }
}
