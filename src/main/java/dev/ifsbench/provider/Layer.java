package dev.ifsbench.provider;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.trace.event.SocketEvent;
import dev.ifsbench.trace.event.StartupEvent;
import dev.ifsbench.ws2.StartCount;

/**
 * A started layer over its next provider: it counts starts and clean-ups, and keeps the newest
 * upcalls and the next provider's table. All calls go down through that table, and never through
 * Ws2_32's handle table.
 */
abstract sealed class Layer permits PassThroughLayer, WrappingLayer {
  private final LayeredProvider library;
  private final ChainPosition position;
  private final StartCount starts = new StartCount();
  private ProcedureTable table;
  private volatile ProcedureTable next;
  private volatile UpcallTable upcalls;

  Layer(LayeredProvider library, ChainPosition position) {
    this.library = library;
    this.position = position;
  }

  /** Makes the layer's table once the next provider's is known. */
  abstract ProcedureTable makeTable(ProcedureTable next);

  /** What the layer saw of a socket's data, or null if the socket is not its own. */
  abstract ByteCounters counters(long s);

  /** Ends what the layer has begun; the next provider is still there. */
  abstract void stop();

  /** Whether both are started from one library, even if over different chains. */
  final boolean isOfSameLibrary(Layer other) {
    return library == other.library;
  }

  /** What the layer does against its documentation. */
  final Quirk quirk() {
    return library.quirk();
  }

  final ProcedureTable next() {
    return next;
  }

  final UpcallTable upcalls() {
    return upcalls;
  }

  final synchronized ProcedureTable table() {
    return table;
  }

  /**
   * The layer's own entry for sockets of a chain, or null with {@code WSAEINVAL} if it cannot serve
   * the chain.
   */
  final ChainPosition positionOf(ProtocolInfo info, Errno lpErrno) {
    if (info == null) {
      lpErrno.set(WinsockError.WSAEFAULT);
      return null;
    }
    ChainPosition asked = library.positionIn(info);
    // The table was made over one next provider; a chain that goes on to another one needs a start
    // of its own.
    if (asked == null || !asked.next().providerId().equals(position.next().providerId())) {
      lpErrno.set(WinsockError.WSAEINVAL);
      return null;
    }
    return asked;
  }

  final synchronized WinsockError start(ProtocolInfo info, UpcallTable upcallTable) {
    upcalls = upcallTable;
    if (!starts.isStarted()) {
      WinsockError error = startNext(info);
      if (error != WinsockError.NO_ERROR) {
        return error;
      }
      table = QuirkyTable.of(library.quirk(), makeTable(next));
    }
    starts.increment();
    return WinsockError.NO_ERROR;
  }

  private WinsockError startNext(ProtocolInfo info) {
    String path = upcalls.wpuGetProviderPath().invoke(position.next().providerId(), new Errno());
    ServiceProvider provider = path == null ? null : library.libraries().load(path);
    if (provider == null) {
      return WinsockError.WSAEPROVIDERFAILEDINIT;
    }
    ProcedureTableRef nextTable = new ProcedureTableRef();
    ProtocolInfo nextInfo = position.infoForNext(info);
    StartupEvent event = StartupEvent.start();
    WinsockError error =
        provider.wspStartup(Ws2Def.VERSION_2_2, new WspData(), nextInfo, upcalls, nextTable);
    library.socketTrace().finish(event, position.next(), path, error);
    next = nextTable.value;
    return error;
  }

  /** Whether there is a start that no clean-up has taken back. */
  final boolean isStarted() {
    return starts.isStarted();
  }

  /**
   * {@code WSPCleanup}: the last one ends the layer, and then takes back its start of the next
   * provider. A start waits for it: the next provider must not end under a layer that has just
   * started.
   */
  final synchronized int wspCleanup(Errno lpErrno) {
    int left = starts.decrement();
    if (left < 0) {
      return lpErrno.fail(WinsockError.WSANOTINITIALISED);
    }
    if (left > 0) {
      return 0;
    }
    stop();
    return next.wspCleanup().invoke(lpErrno);
  }

  /**
   * Ends the event of a socket that the next provider returned to this layer, if there is one. Call
   * this before the layer announces the socket itself.
   */
  final void traced(
      SocketEvent event, String function, ProtocolInfo own, long lower, Errno lpErrno) {
    int nextId = own.protocolChain().chainEntries().get(1);
    library.socketTrace().finish(event, function, nextId, lower, lpErrno);
  }

  /**
   * Closes a lower socket that cannot be handed up, so that the error of the first failure stays.
   */
  final void discard(long lower) {
    next.wspCloseSocket().invoke(lower, new Errno());
  }
}
