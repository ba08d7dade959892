package dev.ifsbench.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Titles between the rows of one table, so that all blocks share the widths of their columns. */
final class TitledRows {
  private TitledRows() {}

  /**
   * Inserts titles between the rows of a table.
   *
   * @param rows of the table
   * @param titles each by the number of the row that it stands before, with an empty line above
   */
  static List<String> of(List<String> rows, Map<Integer, String> titles) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (titles.containsKey(i)) {
        lines.add("");
        lines.add(titles.get(i));
      }
      lines.add(rows.get(i));
    }
    return lines;
  }
}
