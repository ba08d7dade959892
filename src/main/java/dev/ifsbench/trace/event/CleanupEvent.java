package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/**
 * The last call of {@code WSACleanup}, which closes what is open and ends every provider. A created
 * handle that is open when it returns will not be closed, but for calls that are still running.
 */
@Name(EventNames.CLEANUP)
@Label("WSACleanup")
@Description("A started Winsock ended, and with it every socket of its handle table")
public final class CleanupEvent extends SpiEvent {
  private static final CleanupEvent PROBE = new CleanupEvent();

  private CleanupEvent() {}

  /**
   * Begins an event.
   *
   * @return the event of a call that begins now, or null if it is not recorded
   */
  public static CleanupEvent start() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    CleanupEvent event = new CleanupEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   */
  public void finish(long tableId) {
    end();
    set(tableId, NO_ENTRY, null, WinsockError.NO_ERROR);
    commit();
  }
}
