package dev.ifsbench.cli;

import dev.ifsbench.bench.limits.Limit;
import dev.ifsbench.bench.limits.LimitObservation;
import dev.ifsbench.bench.limits.Technique;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.provider.Quirk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code limits} prints, in lines of at most {@value #COLUMNS} columns. */
final class LimitsTable {
  private static final int COLUMNS = 80;
  private static final String OBSERVATION = "  %-12s  %-3s  %s";
  private static final String AND = ", and ";

  private LimitsTable() {}

  /** The techniques' first two lines. */
  static List<String> techniqueHeading(Quirk quirk) {
    String title =
        quirk == Quirk.NONE
            ? "What comes of a technique on each kind of handle, under one layer"
            : "What comes of a technique under a layer that has the quirk " + quirk;
    return List.of(title, cells("technique", "BASE", "PASS_THROUGH", "INTERCEPTING", "WRAPPED"));
  }

  /** A technique's line, and another for each cell that is not as documented. */
  static List<String> technique(Technique technique, List<String> seen, Quirk quirk) {
    List<String> lines = new ArrayList<>();
    lines.add(cells(technique.label(), seen.get(0), seen.get(1), seen.get(2), seen.get(3)));
    for (HandleKind kind : HandleKind.values()) {
      String expected = technique.expected(kind, quirk);
      if (!seen.get(kind.ordinal()).equals(expected)) {
        lines.add(
            String.format(Locale.ROOT, "  NOT as documented: %s should be '%s'", kind, expected));
      }
    }
    return lines;
  }

  private static String cells(String label, String... cells) {
    return String.format(
        Locale.ROOT, "%-22s %-14s %-14s %-14s %s", label, cells[0], cells[1], cells[2], cells[3]);
  }

  /** A limit's lines. */
  static List<String> limit(Limit limit, LimitObservation passThrough, LimitObservation wrapped) {
    List<String> lines = new ArrayList<>();
    lines.add(limit.title());
    lines.addAll(observation("PASS_THROUGH", passThrough));
    lines.addAll(observation("WRAPPED", wrapped));
    return lines;
  }

  /** What does not fit one line goes on in the next, from its second clause. */
  private static List<String> observation(String handle, LimitObservation observation) {
    String verdict = observation.holds() ? "yes" : "no";
    String whole = String.format(Locale.ROOT, OBSERVATION, handle, verdict, observation.seen());
    int clause = observation.seen().indexOf(AND);
    if (whole.length() <= COLUMNS || clause < 0) {
      return List.of(whole);
    }
    String first = observation.seen().substring(0, clause + 1);
    String second = observation.seen().substring(clause + 2);
    return List.of(
        String.format(Locale.ROOT, OBSERVATION, handle, verdict, first),
        String.format(Locale.ROOT, OBSERVATION, "", "", second));
  }

  /** A technique's explanation, and where it is from. */
  static List<String> explanation(Technique technique) {
    List<String> lines = new ArrayList<>();
    lines.add(technique.label());
    StringBuilder line = new StringBuilder();
    for (String word : technique.explanation().split(" ", -1)) {
      if (line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    technique.sources().forEach(source -> lines.add("See " + source));
    return lines;
  }
}
