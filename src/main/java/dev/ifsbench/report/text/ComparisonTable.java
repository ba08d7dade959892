package dev.ifsbench.report.text;

import dev.ifsbench.track.compare.Comparison;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kinds of handle side by side, one block for each transport and operation. */
public final class ComparisonTable {
  private final Figures figures;
  private final Remarks remarks;
  private final Verdicts verdicts;

  /**
   * Prepares tables.
   *
   * @param glyphs that the output can show
   * @param margin what still counts as equal, a share
   */
  public ComparisonTable(Glyphs glyphs, double margin) {
    this.figures = new Figures(glyphs);
    this.remarks = new Remarks(figures);
    this.verdicts = new Verdicts(glyphs, margin);
  }

  /**
   * Lays out.
   *
   * @param comparisons in the order in which to show them
   * @return lines of about 120 columns at most
   */
  public List<String> lines(List<Comparison> comparisons) {
    TextTable table = new TextTable();
    table.add("handle", "ns/op", "against", "difference, ns", "ratio", "verdict");
    Map<Integer, String> titles = new LinkedHashMap<>();
    int rows = 1;
    BenchmarkId setting = null;
    for (Comparison comparison : comparisons) {
      BenchmarkId own = comparison.combination().without(BenchmarkId.HANDLE);
      if (!own.equals(setting)) {
        titles.put(rows, own.label());
        setting = own;
      }
      rows += add(table, comparison);
    }
    return TitledRows.of(table.lines(), titles);
  }

  /** Adds a row for each contrast, at least one, and returns how many. */
  private int add(TextTable table, Comparison comparison) {
    String handle = comparison.combination().value(BenchmarkId.HANDLE);
    String time = figures.time(comparison.time());
    if (comparison.contrasts().isEmpty()) {
      table.add(handle, time, "", "", "", "");
      return 1;
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
    return comparison.contrasts().size();
  }

  private String verdict(Contrast contrast) {
    List<String> parts = new ArrayList<>();
    parts.add(verdicts.text(contrast.verdict()));
    parts.addAll(remarks.of(Statistic.MEDIAN, contrast.otherRatio(), contrast.skewed()));
    return String.join("; ", parts);
  }
}
