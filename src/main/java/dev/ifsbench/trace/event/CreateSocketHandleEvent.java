package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A call of {@code WPUCreateSocketHandle}. */
@Name(EventNames.CREATE)
@Label("WPUCreateSocketHandle")
@Description("A provider created a handle of its own")
public final class CreateSocketHandleEvent extends HandleEvent {
  private static final CreateSocketHandleEvent PROBE = new CreateSocketHandleEvent();

  @Label("Context Type")
  @Description("Class of the provider's context")
  String contextType;

  @Label("Context Identity")
  @Description("Identity hash code of the provider's context")
  long contextIdentity;

  private CreateSocketHandleEvent() {}

  /**
   * Begins an event.
   *
   * @return the event of a call that begins now, or null if it is not recorded
   */
  public static CreateSocketHandleEvent start() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    CreateSocketHandleEvent event = new CreateSocketHandleEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it. The context is not kept.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param id {@code dwCatalogEntryId}
   * @param name the entry's protocol name, or null
   * @param context {@code dwContext}
   * @param returned the handle returned
   * @param outcome how the call ended
   */
  public void finish(
      long tableId, int id, String name, Object context, long returned, WinsockError outcome) {
    end();
    set(tableId, id, name, outcome);
    handle = returned;
    contextType = context.getClass().getSimpleName();
    contextIdentity = System.identityHashCode(context);
    commit();
  }
}
