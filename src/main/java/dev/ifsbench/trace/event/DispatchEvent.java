package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;

/**
 * The look-up by which a call on a socket found its provider. Not recorded unless asked for, and
 * never for sending and receiving, which must not pay for it.
 */
@Name(EventNames.DISPATCH)
@Label("Dispatch")
@Description("A call on a socket was routed to the provider that owns it; not for send and receive")
@Enabled(false)
public final class DispatchEvent extends HandleEvent {
  private static final DispatchEvent PROBE = new DispatchEvent();

  @Label("Function")
  @Description("The provider's function, such as WSPBind")
  String function;

  private DispatchEvent() {}

  /**
   * Begins an event.
   *
   * @return the event of a look-up that begins now, or null if it is not recorded
   */
  public static DispatchEvent start() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    DispatchEvent event = new DispatchEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param called the provider's function
   * @param s the socket
   * @param id the owner's catalog entry id
   * @param name the owner's protocol name
   */
  public void finish(long tableId, String called, long s, int id, String name) {
    end();
    set(tableId, id, name, WinsockError.NO_ERROR);
    function = called;
    handle = s;
    commit();
  }
}
