package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A call of {@code WPUModifyIFSHandle}. */
@Name(EventNames.MODIFY)
@Label("WPUModifyIFSHandle")
@Description("A provider made itself the target of the calls on an operating system's handle")
public final class ModifyIfsHandleEvent extends HandleEvent {
  private static final ModifyIfsHandleEvent PROBE = new ModifyIfsHandleEvent();

  @Handle
  @Label("Returned Handle")
  @Description("The handle to use from now on, or -1 if the call failed")
  long returnedHandle;

  @Label("Previous Catalog Entry Id")
  @Description("The owner just before the call; 0 if there was none")
  int previousCatalogEntryId;

  private ModifyIfsHandleEvent() {}

  /**
   * Whether these events are recorded at all.
   *
   * @return true if so
   */
  public static boolean isOn() {
    return PROBE.isEnabled();
  }

  /**
   * Begins an event.
   *
   * @return the event of a call that begins now, or null if it is not recorded
   */
  public static ModifyIfsHandleEvent start() {
    if (!isOn()) {
      return null;
    }
    ModifyIfsHandleEvent event = new ModifyIfsHandleEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param id {@code dwCatalogEntryId}
   * @param name the entry's protocol name, or null
   * @param proposed the handle given
   * @param returned the handle returned
   * @param previousId the previous owner's catalog entry id, or 0
   * @param outcome how the call ended
   */
  public void finish(
      long tableId,
      int id,
      String name,
      long proposed,
      long returned,
      int previousId,
      WinsockError outcome) {
    end();
    set(tableId, id, name, outcome);
    handle = proposed;
    returnedHandle = returned;
    previousCatalogEntryId = previousId;
    commit();
  }
}
