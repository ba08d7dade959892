package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A call, of whatever function, on a handle that is no socket or no socket any more. */
@Name(EventNames.UNKNOWN_HANDLE)
@Label("Unknown Handle")
@Description("A call named a handle that no provider owns, and failed with WSAENOTSOCK")
public final class UnknownHandleEvent extends HandleEvent {
  private static final UnknownHandleEvent PROBE = new UnknownHandleEvent();

  private UnknownHandleEvent() {}

  /**
   * Records a call.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param s the handle named
   */
  public static void record(long tableId, long s) {
    if (PROBE.isEnabled()) {
      UnknownHandleEvent event = new UnknownHandleEvent();
      event.set(tableId, NO_ENTRY, null, WinsockError.WSAENOTSOCK);
      event.handle = s;
      event.commit();
    }
  }
}
