package dev.ifsbench.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Columns of text, each as wide as its widest cell. Not safe for use by several threads. */
final class TextTable {
  private static final String GAP = "  ";
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private final List<String[]> rows = new ArrayList<>();

  /** Adds a row; all rows have the same number of cells. */
  void add(String... cells) {
    rows.add(cells.clone());
  }

  /** The rows with all columns but the last padded, indented by one gap. */
  List<String> lines() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], width(row[i])));
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /** Columns that a cell takes; colours take none. */
  private static int width(String cell) {
    return COLOUR.matcher(cell).replaceAll("").length();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      line.append(GAP).append(row[i]).append(" ".repeat(widths[i] - width(row[i])));
    }
    return line.toString().stripTrailing();
  }
}
