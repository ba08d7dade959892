package dev.ifsbench.report;

import dev.ifsbench.track.Combination;
import dev.ifsbench.track.Comparison;
import dev.ifsbench.track.Contrast;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kinds of handle side by side, one block for each transport and operation. */
public final class ComparisonTable {
  private final Figures figures;

  /**
   * Prepares tables.
   *
   * @param glyphs that the output can show
   */
  public ComparisonTable(Glyphs glyphs) {
    this.figures = new Figures(glyphs);
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
    Combination setting = null;
    for (Comparison comparison : comparisons) {
      Combination own = comparison.combination().withHandle("");
      if (!own.equals(setting)) {
        titles.put(rows, title(own));
        setting = own;
      }
      rows += add(table, comparison);
    }
    return TitledRows.of(table.lines(), titles);
  }

  /** Adds a row for each contrast, at least one, and returns how many. */
  private int add(TextTable table, Comparison comparison) {
    String handle = comparison.combination().handle();
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
          contrast.verdict().toString().toLowerCase(Locale.ROOT));
      handle = "";
      time = "";
    }
    return comparison.contrasts().size();
  }

  private static String title(Combination setting) {
    return "%s %s, payload %d B, depth %d"
        .formatted(setting.transport(), setting.operation(), setting.payload(), setting.depth());
  }
}
