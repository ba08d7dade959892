package dev.ifsbench.bench.limits;

import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.provider.LayeredProvider;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.ws2.Winsock;
import java.util.function.Function;

/** What the providers of a stack say of themselves: their tables, and what a layer has counted. */
final class Providers {
  private final LayerStack stack;
  private final Winsock winsock;

  Providers(LayerStack stack) {
    this.stack = stack;
    winsock = stack.winsock();
  }

  /** Bytes in both directions that the topmost layer has counted on a socket. */
  long bytesSeen(long s) {
    LayeredProvider layer = (LayeredProvider) library(stack.topEntry());
    return layer.counters(s).sent() + layer.counters(s).received();
  }

  /** Whether a function of the topmost provider's table is the base's own. */
  boolean isBases(Function<ProcedureTable, Object> function) {
    return function.apply(table(stack.topEntry())) == function.apply(table(stack.baseEntry()));
  }

  private ProcedureTable table(ProtocolInfo entry) {
    ServiceProvider library = library(entry);
    ProcedureTableRef table = new ProcedureTableRef();
    WinsockError error =
        library.wspStartup(
            Ws2Def.VERSION_2_2, new WspData(), entry, winsock.upcalls().table(), table);
    if (error != WinsockError.NO_ERROR) {
      throw new WinsockException("WSPStartup failed: " + error);
    }
    // It is started by Winsock as well: this start is only for the table, and goes at once.
    table.value.wspCleanup().invoke(new Errno());
    return table.value;
  }

  private ServiceProvider library(ProtocolInfo entry) {
    return winsock.libraries().load(winsock.catalog().find(entry.catalogEntryId()).providerPath());
  }
}
