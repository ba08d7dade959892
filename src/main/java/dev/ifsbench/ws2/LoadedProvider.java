package dev.ifsbench.ws2;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProcedureTable;
import java.util.concurrent.atomic.AtomicBoolean;

/** A provider that has started, with the procedure table that it returned. It is ended once. */
final class LoadedProvider {
  private final ProcedureTable procedures;
  private final AtomicBoolean cleanedUp = new AtomicBoolean();

  LoadedProvider(ProcedureTable procedures) {
    this.procedures = procedures;
  }

  ProcedureTable procedures() {
    return procedures;
  }

  void cleanUp() {
    if (cleanedUp.compareAndSet(false, true)) {
      procedures.wspCleanup().invoke(new Errno());
    }
  }
}
