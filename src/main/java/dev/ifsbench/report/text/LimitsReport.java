package dev.ifsbench.report.text;

import dev.ifsbench.bench.limits.Limit;
import dev.ifsbench.bench.limits.LimitObservation;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import java.util.ArrayList;
import java.util.List;

/** What was tried on a layer that passes handles through, and on one that wraps them. */
public final class LimitsReport {
  private final Screen screen;
  private final TextTable table;
  private boolean asDocumented = true;

  /**
   * Begins a report.
   *
   * @param screen that it is laid out for
   * @param transport that carried the data
   */
  public LimitsReport(Screen screen, String transport) {
    this.screen = screen;
    this.table = new TextTable(screen);
    table.foldBefore(3);
    table.add("limit", "handle", "holds", "seen over " + transport);
  }

  /**
   * Adds a limit.
   *
   * @param limit that was tried
   * @param passThrough what was seen under a layer that passes handles through
   * @param wrapped what was seen under one that wraps them
   */
  public void add(Limit limit, LimitObservation passThrough, LimitObservation wrapped) {
    table.add(
        limit.title(), "PASS_THROUGH", holds(passThrough, passThrough.holds()), passThrough.seen());
    table.add("", "WRAPPED", holds(wrapped, !wrapped.holds()), wrapped.seen());
    asDocumented &= passThrough.holds() && !wrapped.holds();
  }

  private String holds(LimitObservation observation, boolean expected) {
    return screen.style().passed(expected, observation.holds() ? "yes" : "no");
  }

  /** Whether every limit holds for the one and for the other not. */
  public boolean isAsDocumented() {
    return asDocumented;
  }

  /** The table and what it comes to. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        asDocumented
            ? "Every limit holds for PASS_THROUGH, and none for WRAPPED."
            : "NOT as documented: a limit is missing for PASS_THROUGH or holds for WRAPPED.");
    return screen.wrapped(lines);
  }
}
