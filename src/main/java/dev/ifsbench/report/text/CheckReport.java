package dev.ifsbench.report.text;

import java.util.Comparator;
import java.util.List;

/**
 * What a command found of two runs, in a form that every format can write.
 *
 * @param command that found it
 * @param judges whether a row that is undecided or unusable is a failure
 * @param before the run that was compared with; untrusted text
 * @param after the run that was judged; untrusted text
 * @param sum of the rows, in words
 * @param rows what has changed or fails first
 * @param notes lines about how the runs were made
 */
public record CheckReport(
    String command,
    boolean judges,
    String before,
    String after,
    String sum,
    List<CheckRow> rows,
    List<String> notes) {
  /** Sorts the rows, and makes the lists immutable. */
  public CheckReport {
    rows = rows.stream().sorted(Comparator.comparing(CheckRow::state)).toList();
    notes = List.copyOf(notes);
  }

  /**
   * Whether a row is one to look at, and not one of the rest.
   *
   * @param row of this report
   */
  public boolean isNotable(CheckRow row) {
    return switch (row.state()) {
      case WORSE, UNUSABLE, BETTER -> true;
      case UNDECIDED -> judges;
      case SAME -> false;
    };
  }

  /**
   * How many rows are in a state.
   *
   * @param state which
   */
  public long count(CheckRow.State state) {
    return rows.stream().filter(row -> row.state() == state).count();
  }
}
