package dev.ifsbench.report.text;

import dev.ifsbench.bench.limits.Technique;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The outcome of runtimes' techniques on each kind of handle. */
public final class TechniqueReport {
  private final Screen screen;
  private final Quirk quirk;
  private final TextTable table;
  private final List<String> faults = new ArrayList<>();

  /**
   * Begins a report.
   *
   * @param screen that it is laid out for
   * @param quirk what the layers did against their documentation
   */
  public TechniqueReport(Screen screen, Quirk quirk) {
    this.screen = screen;
    this.quirk = quirk;
    this.table = new TextTable(screen);
    table.add("technique", "BASE", "PASS_THROUGH", "INTERCEPTING", "WRAPPED");
  }

  /**
   * Adds a technique.
   *
   * @param technique that was tried
   * @param seen its outcome, by kind of handle
   */
  public void add(Technique technique, Map<HandleKind, String> seen) {
    List<String> cells = new ArrayList<>();
    cells.add(technique.label());
    for (HandleKind kind : HandleKind.values()) {
      String outcome = seen.get(kind);
      String expected = technique.expected(kind, quirk);
      boolean documented = outcome.equals(expected);
      cells.add(documented ? outcome : screen.style().passed(false, outcome));
      if (!documented) {
        faults.add(
            String.format(
                Locale.ROOT,
                "NOT as documented: %s on %s should be '%s', but is '%s'.",
                technique.label(),
                kind,
                expected,
                outcome));
      }
    }
    table.add(cells);
  }

  /** Whether every technique did what its documentation says. */
  public boolean isAsDocumented() {
    return faults.isEmpty();
  }

  /** The table and what it comes to. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        quirk == Quirk.NONE
            ? "The outcome of each technique on each kind of handle, under one layer"
            : "The outcome of each technique under a layer with the quirk " + quirk);
    lines.addAll(table.lines());
    lines.addAll(faults);
    if (faults.isEmpty()) {
      lines.add("Every technique is as documented; --explain TECHNIQUE says where.");
    }
    return screen.wrapped(lines);
  }

  /**
   * A technique's explanation, and where it is from.
   *
   * @param technique to explain
   * @param screen that it is laid out for
   */
  public static List<String> explanation(Technique technique, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(technique.label());
    lines.add(technique.explanation());
    technique.sources().forEach(source -> lines.add("See " + source));
    return screen.wrapped(lines);
  }
}
