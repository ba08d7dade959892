package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.compare.Comparison;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Statistic;
import java.util.ArrayList;
import java.util.List;

/** Kinds of handle side by side, one block for each transport and operation. */
public final class ComparisonTable {
  private final Screen screen;
  private final Figures figures;
  private final Remarks remarks;
  private final Verdicts verdicts;

  /**
   * Prepares tables.
   *
   * @param screen that it is laid out for
   * @param margin what still counts as equal, a share
   */
  public ComparisonTable(Screen screen, double margin) {
    this.screen = screen;
    this.figures = new Figures(screen.glyphs());
    this.remarks = new Remarks(figures);
    this.verdicts = new Verdicts(screen.glyphs(), margin);
  }

  /**
   * Lays out.
   *
   * @param comparisons in the order in which to show them
   * @return lines that fit on the screen
   */
  public List<String> lines(List<Comparison> comparisons) {
    TextTable table = new TextTable(screen);
    table.foldBefore(3);
    table.add("handle", "ns/op", "against", "difference, ns", "ratio", "verdict");
    BenchmarkId setting = null;
    for (Comparison comparison : comparisons) {
      BenchmarkId own = comparison.combination().setting();
      if (!own.equals(setting)) {
        table.title(own.label());
        setting = own;
      }
      add(table, comparison);
    }
    return table.lines();
  }

  /** Adds a row for each contrast, at least one. */
  private void add(TextTable table, Comparison comparison) {
    String handle = comparison.combination().kind();
    String time = figures.time(comparison.time());
    if (comparison.contrasts().isEmpty()) {
      table.add(handle, time, "", "", "", "");
      return;
    }
    for (Contrast contrast : comparison.contrasts()) {
      table.add(
          handle,
          time,
          contrast.reference(),
          figures.difference(contrast.difference()),
          figures.ratio(contrast.ratio()),
          verdict(contrast));
      handle = "";
      time = "";
    }
  }

  private String verdict(Contrast contrast) {
    List<String> parts = new ArrayList<>();
    parts.add(verdicts.text(contrast.verdict()));
    parts.addAll(remarks.of(Statistic.MEDIAN, contrast.otherRatio(), contrast.skewed()));
    return screen.style().verdict(contrast.verdict(), String.join("; ", parts));
  }
}
