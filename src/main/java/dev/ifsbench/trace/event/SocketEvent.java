package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/**
 * A call of {@code WSPSocket} or {@code WSPAccept}, by which a provider returns a new socket to
 * Ws2_32 or to the layer above. Layers make such calls within their own, so such events lie within
 * each other.
 */
@Name(EventNames.SOCKET)
@Label("New Socket")
@Description("A provider returned a new socket to its caller, Ws2_32 or the layer above")
public final class SocketEvent extends HandleEvent {
  private static final SocketEvent PROBE = new SocketEvent();

  @Label("Function")
  @Description("WSPSocket or WSPAccept")
  String function;

  @Label("Owner's Catalog Entry Id")
  @Description("The owner when the call returned; 0 if no provider had announced the handle")
  int ownerCatalogEntryId;

  private SocketEvent() {}

  /**
   * Begins an event.
   *
   * @return the event of a call that begins now, or null if it is not recorded
   */
  public static SocketEvent start() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    SocketEvent event = new SocketEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param called which function
   * @param id catalog entry id of the provider called
   * @param name its protocol name
   * @param returned the new socket
   * @param ownerId whose handle it is now, or 0
   * @param outcome how the call ended
   */
  public void finish(
      long tableId,
      String called,
      int id,
      String name,
      long returned,
      int ownerId,
      WinsockError outcome) {
    end();
    set(tableId, id, name, outcome);
    function = called;
    handle = returned;
    ownerCatalogEntryId = ownerId;
    commit();
  }
}
