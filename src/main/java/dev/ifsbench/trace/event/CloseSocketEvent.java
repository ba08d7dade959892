package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A call of {@code WSPCloseSocket} by the dispatcher. */
@Name(EventNames.CLOSE_SOCKET)
@Label("WSPCloseSocket")
@Description("The application closed a socket")
public final class CloseSocketEvent extends HandleEvent {
  private static final CloseSocketEvent PROBE = new CloseSocketEvent();

  private CloseSocketEvent() {}

  /**
   * Begins an event.
   *
   * @return the event of a call that begins now, or null if it is not recorded
   */
  public static CloseSocketEvent start() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    CloseSocketEvent event = new CloseSocketEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param id the owner's catalog entry id
   * @param name the owner's protocol name
   * @param s the socket
   * @param outcome how the call ended
   */
  public void finish(long tableId, int id, String name, long s, WinsockError outcome) {
    end();
    set(tableId, id, name, outcome);
    handle = s;
    commit();
  }
}
