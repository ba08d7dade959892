package dev.ifsbench.trace.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** The size of a handle table, once a second unless another period is set. */
@Name(EventNames.HANDLE_TABLE)
@Label("Handle Table")
@Description("How many handles a started Winsock has in its table")
@Category("Winsock SPI")
@Period("1 s")
@StackTrace(false)
final class HandleTableEvent extends Event {
  @Label("Handle Table")
  @Description("The handle table's number, unique in this process and most likely among all")
  long table;

  @Label("Handles")
  @Description("How many handles are in the table, exact when no call runs")
  long handles;

  private HandleTableEvent() {}

  static void record(long table, int handles) {
    HandleTableEvent event = new HandleTableEvent();
    event.table = table;
    event.handles = handles;
    event.commit();
  }
}
