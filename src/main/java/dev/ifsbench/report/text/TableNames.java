package dev.ifsbench.report.text;

import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.util.Locale;

/**
 * Names the handle table of a handle where a recording has several: their handles can have the same
 * numbers. For one thread at a time.
 */
public final class TableNames {
  private int first;
  private boolean several;

  /**
   * Creates the names for a recording.
   *
   * @param tables how many it has; if that is 0, for not known, the second that appears and all
   *     after it are told apart
   */
  public TableNames(int tables) {
    several = tables > 1;
  }

  /** What follows a handle of this table: nothing, or {@code in table 2} after a space. */
  public String of(int table) {
    if (first == 0) {
      first = table;
    }
    several |= table != first;
    return several ? String.format(Locale.ROOT, " in table %d", table) : "";
  }

  /** What follows an event's handle; nothing if the event itself names the table. */
  public String of(TraceEvent event) {
    String name = of(event.table());
    return event.kind() == CallKind.HANDLE_TABLE || event.kind() == CallKind.CLEANUP ? "" : name;
  }
}
