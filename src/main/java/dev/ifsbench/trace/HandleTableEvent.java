package dev.ifsbench.trace;

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
  @Label("Table")
  @Description("Tells the tables of one process apart: counts them from 1")
  int table;

  @Label("Handles")
  @Description("How many handles are in the table, exact when no call runs")
  long handles;

  private HandleTableEvent() {}

  static void record(int table, int handles) {
    HandleTableEvent event = new HandleTableEvent();
    event.table = table;
    event.handles = handles;
    event.commit();
  }
}
