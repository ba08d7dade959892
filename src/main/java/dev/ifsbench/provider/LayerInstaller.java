package dev.ifsbench.provider;

import dev.ifsbench.spi.ProtocolChain;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.ws2.Catalog;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.ProviderLibraries;
import dev.ifsbench.ws2.Winsock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Installs layers the way a layered provider's set-up program does: a hidden entry that gives the
 * layer its id, a chain entry with a GUID of its own over each protocol's topmost entry, and the
 * catalog sorted so that the new chains are found first.
 */
public final class LayerInstaller {
  /** The most layers that fit over a base. */
  public static final int MAX_LAYERS = ProtocolChain.MAX_PROTOCOL_CHAIN - 1;

  private LayerInstaller() {}

  /**
   * Installs a layer over everything that is installed now. One that passes handles through goes
   * only over what has the operating system's.
   *
   * @param winsock where to install it
   * @param kind what the layer does
   * @param name its name, different from those of the layers that are there
   * @return the layer's library
   * @throws IllegalArgumentException if a chain would hold more than 7 entries, a pass-through
   *     layer would stand over nothing, because all that is there has handles of its own, or the
   *     name is taken; nothing is installed then
   */
  public static LayeredProvider install(Winsock winsock, LayerKind kind, String name) {
    return install(winsock, kind, name, Quirk.NONE);
  }

  /**
   * As {@link #install(Winsock, LayerKind, String)}, with a quirk.
   *
   * @param winsock where to install it
   * @param kind what the layer does
   * @param name its name, different from those of the layers that are there
   * @param quirk what it does against its documentation
   * @return the layer's library
   * @throws IllegalArgumentException as there, and if such a layer cannot have the quirk
   */
  public static LayeredProvider install(Winsock winsock, LayerKind kind, String name, Quirk quirk) {
    if (!quirk.isPossibleFor(kind)) {
      throw new IllegalArgumentException(
          "layer " + name + " passes handles through and cannot have the quirk " + quirk);
    }
    Catalog catalog = winsock.catalog();
    List<ProtocolInfo> lowerEntries = lowerEntries(topmost(catalog), kind, name);
    for (ProtocolInfo lower : lowerEntries) {
      check(name, lower);
    }
    String path = "ifsbench:layer/" + name;
    if (winsock.libraries().load(path) != null) {
      throw new IllegalArgumentException("there is a layer " + name + " already");
    }
    boolean ifs = kind != LayerKind.WRAPPED;
    int layerId = addEntries(catalog, lowerEntries, ifs, name, guid(name), path);
    LayeredProvider library = library(kind, winsock, layerId, quirk);
    winsock.libraries().add(path, library);
    return library;
  }

  /**
   * Puts a layer's entries into a catalog, the chains before all others.
   *
   * @param catalog where to put them
   * @param lowerEntries what each chain stands over
   * @param ifs whether its handles are the operating system's, where those below are
   * @param name the layer's
   * @param id the layer's own GUID
   * @param path where its provider is loaded from
   * @return the number of its own entry
   */
  static int addEntries(
      Catalog catalog,
      List<ProtocolInfo> lowerEntries,
      boolean ifs,
      String name,
      UUID id,
      String path) {
    ProtocolInfo hidden =
        catalog.install(hiddenEntry(lowerEntries.get(0), ifs, name).withProviderId(id), path);
    List<Integer> order = new ArrayList<>();
    for (ProtocolInfo lower : lowerEntries) {
      ProtocolInfo chain = chainEntry(hidden.catalogEntryId(), lower, ifs, name);
      order.add(catalog.install(chain, path).catalogEntryId());
    }
    for (CatalogEntry entry : catalog.enumerate()) {
      if (!order.contains(entry.id())) {
        order.add(entry.id());
      }
    }
    catalog.reorder(order);
    return hidden.catalogEntryId();
  }

  private static LayeredProvider library(
      LayerKind kind, Winsock winsock, int layerId, Quirk quirk) {
    Catalog catalog = winsock.catalog();
    ProviderLibraries libraries = winsock.libraries();
    return switch (kind) {
      case PASS_THROUGH ->
          new PassThroughProvider(
              catalog,
              libraries,
              layerId,
              winsock.socketTrace(),
              PassThroughProvider.Form.RECOMMENDED,
              quirk);
      case PASS_THROUGH_INTERCEPTING ->
          new PassThroughProvider(
              catalog,
              libraries,
              layerId,
              winsock.socketTrace(),
              PassThroughProvider.Form.INTERCEPTING,
              quirk);
      case WRAPPED ->
          new WrappingProvider(
              catalog,
              libraries,
              layerId,
              winsock.socketTrace(),
              winsock.overlapped(),
              winsock.upcalls()::wpuCompleteOverlappedRequest,
              quirk);
    };
  }

  /** The entry that an application now gets for each protocol. */
  static List<ProtocolInfo> topmost(Catalog catalog) {
    Map<List<Integer>, ProtocolInfo> byProtocol = new LinkedHashMap<>();
    for (CatalogEntry entry : catalog.enumerate()) {
      ProtocolInfo info = entry.info();
      if (info.isOpenable()) {
        byProtocol.putIfAbsent(
            List.of(info.addressFamily(), info.socketType(), info.protocol()), info);
      }
    }
    if (byProtocol.isEmpty()) {
      throw new IllegalArgumentException("there is no protocol to put a layer over");
    }
    return List.copyOf(byProtocol.values());
  }

  private static List<ProtocolInfo> lowerEntries(
      List<ProtocolInfo> topmost, LayerKind kind, String name) {
    if (kind == LayerKind.WRAPPED) {
      return topmost;
    }
    List<ProtocolInfo> ifs = topmost.stream().filter(ProtocolInfo::hasIfsHandles).toList();
    if (ifs.isEmpty()) {
      throw new IllegalArgumentException(
          "layer "
              + name
              + " passes handles through and cannot stand over "
              + topmost.get(0).protocolName()
              + ", whose handles are not the operating system's (no XP1_IFS_HANDLES)");
    }
    return ifs;
  }

  static void check(String name, ProtocolInfo lower) {
    if (lower.protocolChain().chainLen() == ProtocolChain.MAX_PROTOCOL_CHAIN) {
      throw new IllegalArgumentException(
          "layer "
              + name
              + " does not fit: the chain of "
              + lower.protocolName()
              + " already holds "
              + ProtocolChain.MAX_PROTOCOL_CHAIN
              + " entries");
    }
  }

  private static ProtocolInfo hiddenEntry(ProtocolInfo like, boolean ifs, String name) {
    return like.withServiceFlags1(serviceFlags(like, ifs))
        .withProtocolChain(ProtocolChain.LAYERED_PROTOCOL)
        .withProviderFlags(like.providerFlags() | ServiceFlags.PFL_HIDDEN)
        .withProtocolName(name);
  }

  private static ProtocolInfo chainEntry(
      int hiddenId, ProtocolInfo lower, boolean ifs, String name) {
    List<Integer> chain = new ArrayList<>();
    chain.add(hiddenId);
    if (lower.protocolChain().isBase()) {
      chain.add(lower.catalogEntryId());
    } else {
      chain.addAll(lower.protocolChain().chainEntries());
    }
    String chainName = name + " over [" + lower.protocolName() + "]";
    return lower
        .withServiceFlags1(serviceFlags(lower, ifs))
        .withProtocolChain(ProtocolChain.of(chain))
        .withProviderId(guid(chainName))
        .withProtocolName(chainName);
  }

  private static int serviceFlags(ProtocolInfo lower, boolean ifs) {
    return ifs ? lower.serviceFlags1() : lower.serviceFlags1() & ~ServiceFlags.XP1_IFS_HANDLES;
  }

  /** The GUID of a name, always the same. */
  static UUID guid(String name) {
    return UUID.nameUUIDFromBytes(("ifsbench/" + name).getBytes(StandardCharsets.UTF_8));
  }
}
