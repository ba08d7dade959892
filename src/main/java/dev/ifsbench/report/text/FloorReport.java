package dev.ifsbench.report.text;

import dev.ifsbench.track.compare.FloorRow;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.stats.ComparisonMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of what bindings and dispatcher cost above C. */
public final class FloorReport {
  private final Screen screen;

  /**
   * Prepares reports.
   *
   * @param screen that it is laid out for
   */
  public FloorReport(Screen screen) {
    this.screen = screen;
  }

  /**
   * Lays out.
   *
   * @param rows in the order in which to show them
   * @param payload bytes of a message
   * @param rounds how many they rest on
   * @param method how they were compared
   * @param environment where and how it was measured
   * @return lines that fit on the screen
   */
  public List<String> lines(
      List<FloorRow> rows,
      int payload,
      int rounds,
      ComparisonMethod method,
      Environment environment) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "UNIX send+receive, payload %d B", payload));
    lines.addAll(new RowTable(screen, method.margin()).lines("calls made by", rows));
    lines.add("");
    lines.add(statistics(rounds, method.estimator().confidence()));
    lines.add(
        "Method:   blocks of a few ms side by side; a round counts as the median over its cycles of"
            + " time, difference or ratio.");
    lines.add("Machine:  " + Provenance.machine(environment.machine()));
    lines.add("JDK:      " + environment.jdk());
    lines.add("ifsbench: " + environment.project());
    return screen.wrapped(lines);
  }

  private static String statistics(int rounds, double confidence) {
    return rounds < 2
        ? "Rounds:   1, which gives no interval and decides nothing; allow more with --rounds."
        : String.format(
            Locale.ROOT,
            "Rounds:   %d, each in a JVM of its own; in brackets the %s%% confidence interval.",
            rounds,
            Provenance.percent(confidence));
  }
}
