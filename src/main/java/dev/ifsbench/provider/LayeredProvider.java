package dev.ifsbench.provider;

import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.ws2.Catalog;
import dev.ifsbench.ws2.ProviderLibraries;
import dev.ifsbench.ws2.SocketTrace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A layer's library. Each of the layer's chain entries that is started gets a {@link Layer} of its
 * own, over the provider that is next in that entry's chain. All methods may be called by any
 * thread.
 */
public abstract sealed class LayeredProvider implements ServiceProvider
    permits PassThroughProvider, WrappingProvider {
  private final Catalog catalog;
  private final ProviderLibraries libraries;
  private final int layerId;
  private final SocketTrace socketTrace;
  private final Quirk quirk;
  private final Map<Integer, Layer> layersByOwnId = new ConcurrentHashMap<>();

  LayeredProvider(
      Catalog catalog,
      ProviderLibraries libraries,
      int layerId,
      SocketTrace socketTrace,
      Quirk quirk) {
    this.catalog = catalog;
    this.libraries = libraries;
    this.layerId = layerId;
    this.socketTrace = socketTrace;
    this.quirk = quirk;
  }

  /** How the layer describes itself in {@code WSPDATA}. */
  abstract String description();

  /** Whether the layer can work at a position. */
  abstract boolean accepts(ChainPosition position);

  /** Makes the layer for one of its chain entries. */
  abstract Layer newLayer(ChainPosition position);

  /** Finds this layer's place in a chain, or null. */
  final ChainPosition positionIn(ProtocolInfo info) {
    return ChainPosition.find(catalog, layerId, info);
  }

  final ProviderLibraries libraries() {
    return libraries;
  }

  final SocketTrace socketTrace() {
    return socketTrace;
  }

  final Quirk quirk() {
    return quirk;
  }

  /**
   * What this layer saw of a socket's data.
   *
   * @param s a handle that the layer gave out
   * @return its counters, or null if it is not this layer's
   */
  public final ByteCounters counters(long s) {
    for (Layer layer : layersByOwnId.values()) {
      ByteCounters counters = layer.counters(s);
      if (counters != null) {
        return counters;
      }
    }
    return null;
  }

  @Override
  public final WinsockError wspStartup(
      int wVersionRequested,
      WspData lpWspData,
      ProtocolInfo lpProtocolInfo,
      UpcallTable upcallTable,
      ProcedureTableRef lpProcTable) {
    WinsockError refusal = Versions.check(wVersionRequested, lpWspData, lpProcTable);
    if (refusal != WinsockError.NO_ERROR) {
      return refusal;
    }
    ChainPosition position = positionIn(lpProtocolInfo);
    if (position == null || !accepts(position)) {
      return WinsockError.WSAEPROVIDERFAILEDINIT;
    }
    Layer layer =
        layersByOwnId.computeIfAbsent(position.own().catalogEntryId(), ownId -> newLayer(position));
    WinsockError error = layer.start(lpProtocolInfo, upcallTable);
    if (error == WinsockError.NO_ERROR) {
      Versions.describe(description(), lpWspData);
      lpProcTable.value = layer.table();
    }
    return error;
  }
}
