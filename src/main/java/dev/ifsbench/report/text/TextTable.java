package dev.ifsbench.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, each as wide as its widest cell. Not safe for use by several threads. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  /** Adds a row; all rows have the same number of cells. */
  void add(String... cells) {
    rows.add(cells.clone());
  }

  /** The rows with all columns but the last padded, indented by one gap. */
  List<String> lines() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length()));
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      line.append(GAP).append(row[i]).append(" ".repeat(widths[i] - row[i].length()));
    }
    return line.toString().stripTrailing();
  }
}
