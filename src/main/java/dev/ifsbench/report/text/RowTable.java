package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.compare.FloorRow;
import dev.ifsbench.track.stats.Contrast;
import java.util.List;

/** A table of loops that were measured side by side, each against another. */
final class RowTable {
  private final Screen screen;
  private final Figures figures;
  private final Verdicts verdicts;

  RowTable(Screen screen, double margin) {
    this.screen = screen;
    figures = new Figures(screen.glyphs());
    verdicts = new Verdicts(screen.glyphs(), margin);
  }

  /**
   * Lays out.
   *
   * @param first heading of the first column
   * @param rows in the order in which to show them
   */
  List<String> lines(String first, List<FloorRow> rows) {
    TextTable table = new TextTable(screen);
    table.foldBefore(3);
    table.add(first, "ns", "against", "difference, ns", "ratio", "verdict", "cost of");
    String above = "";
    for (FloorRow row : rows) {
      add(table, row, row.loop().equals(above));
      above = row.loop();
    }
    return table.lines();
  }

  private void add(TextTable table, FloorRow row, boolean again) {
    String loop = again ? "" : row.loop();
    String time = again ? "" : figures.time(row.time());
    Contrast contrast = row.contrast();
    if (contrast == null) {
      table.add(loop, time, "", "", "", "", "");
      return;
    }
    table.add(
        loop,
        time,
        contrast.reference(),
        figures.difference(contrast.difference()),
        figures.ratio(contrast.ratio()),
        screen.style().verdict(contrast.verdict(), verdicts.text(contrast.verdict())),
        row.share());
  }
}
