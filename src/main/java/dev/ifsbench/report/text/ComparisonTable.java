package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What was measured side by side, each with a line for everything it is compared with. */
public final class ComparisonTable {
  private final Screen screen;
  private final Figures figures;
  private final Remarks remarks;
  private final Verdicts verdicts;

  /**
   * Creates tables for a screen.
   *
   * @param screen that they are laid out for
   * @param margin what still counts as equal, a share
   */
  public ComparisonTable(Screen screen, double margin) {
    this.screen = screen;
    this.figures = new Figures(screen.glyphs());
    this.remarks = new Remarks(figures);
    this.verdicts = new Verdicts(screen.glyphs(), margin);
  }

  /**
   * Shows the kinds of handle, in a block for each transport and operation.
   *
   * @param rows in the order in which to show them
   * @return lines that fit on the screen
   */
  public List<String> ofHandles(List<ComparedRow<BenchmarkId>> rows) {
    TextTable table = table("handle", "ns/op", "against", "difference, ns", "ratio", "verdict");
    BenchmarkId setting = null;
    for (ComparedRow<BenchmarkId> row : rows) {
      BenchmarkId own = row.subject().setting();
      if (!own.equals(setting)) {
        table.title(own.label());
        setting = own;
      }
      add(table, row.subject().kind(), row, contrast -> List.of(verdict(contrast)));
    }
    return table.lines();
  }

  /**
   * Shows loops, with what each difference is the cost of.
   *
   * @param first heading of the first column
   * @param rows in the order in which to show them
   * @return lines that fit on the screen
   */
  List<String> ofLoops(String first, List<ComparedRow<String>> rows) {
    TextTable table =
        table(first, "ns", "against", "difference, ns", "ratio", "verdict", "cost of");
    for (ComparedRow<String> row : rows) {
      add(
          table,
          row.subject(),
          row,
          contrast ->
              List.of(
                  screen.style().verdict(contrast.verdict(), verdicts.text(contrast.verdict())),
                  contrast.cost()));
    }
    return table.lines();
  }

  private TextTable table(String... headings) {
    TextTable table = new TextTable(screen);
    table.foldBefore(3);
    table.add(headings);
    return table;
  }

  /** Adds a line for each contrast, at least one. */
  private void add(
      TextTable table,
      String name,
      ComparedRow<?> row,
      Function<Contrast, List<String>> afterRatio) {
    List<String> begin = List.of(name, figures.time(row.level()));
    if (row.contrasts().isEmpty()) {
      table.add(begin);
    }
    for (Contrast contrast : row.contrasts()) {
      List<String> cells = new ArrayList<>(begin);
      cells.add(contrast.reference());
      cells.add(figures.difference(contrast.difference()));
      cells.add(figures.ratio(contrast.ratio()));
      cells.addAll(afterRatio.apply(contrast));
      table.add(cells);
      begin = List.of("", "");
    }
  }

  private String verdict(Contrast contrast) {
    List<String> parts = new ArrayList<>();
    parts.add(verdicts.text(contrast.verdict()));
    parts.addAll(remarks.of(Statistic.MEDIAN, contrast.otherRatio(), contrast.skewed()));
    return screen.style().verdict(contrast.verdict(), String.join("; ", parts));
  }
}
