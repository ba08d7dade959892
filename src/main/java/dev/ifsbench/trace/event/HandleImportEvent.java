package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/**
 * The import of a handle that no provider had announced, by which a call on it finds a provider
 * after all. Ws2_32 does it; no provider has called {@code WPUModifyIFSHandle}.
 */
@Name(EventNames.IMPORT)
@Label("Handle Import")
@Description("Ws2_32 gave a handle that nobody had announced to the provider that knows it")
public final class HandleImportEvent extends HandleEvent {
  private static final HandleImportEvent PROBE = new HandleImportEvent();

  private HandleImportEvent() {}

  /**
   * Begins an event.
   *
   * @return the event of an import that begins now, or null if it is not recorded
   */
  public static HandleImportEvent start() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    HandleImportEvent event = new HandleImportEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param id catalog entry id that the provider answered with
   * @param name the entry's protocol name, or null
   * @param s the handle
   * @param outcome how the import ended
   */
  public void finish(long tableId, int id, String name, long s, WinsockError outcome) {
    end();
    set(tableId, id, name, outcome);
    handle = s;
    commit();
  }
}
