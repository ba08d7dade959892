package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A call of {@code WPUCloseSocketHandle}. */
@Name(EventNames.CLOSE)
@Label("WPUCloseSocketHandle")
@Description("A provider closed a handle that WPUCreateSocketHandle had created")
public final class CloseSocketHandleEvent extends HandleEvent {
  private static final CloseSocketHandleEvent PROBE = new CloseSocketHandleEvent();

  private CloseSocketHandleEvent() {}

  /**
   * Begins an event.
   *
   * @return the event of a call that begins now, or null if it is not recorded
   */
  public static CloseSocketHandleEvent start() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    CloseSocketHandleEvent event = new CloseSocketHandleEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param id the owner's catalog entry id, or 0 if the handle had no owner
   * @param name the owner's protocol name, or null
   * @param s the handle
   * @param outcome how the call ended
   */
  public void finish(long tableId, int id, String name, long s, WinsockError outcome) {
    end();
    set(tableId, id, name, outcome);
    handle = s;
    commit();
  }
}
