package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.stats.ComparisonMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of what tracing adds to an upcall. */
public final class TracingReport {
  private final Screen screen;

  /**
   * Creates reports for a screen.
   *
   * @param screen that it is laid out for
   */
  public TracingReport(Screen screen) {
    this.screen = screen;
  }

  /**
   * Returns the table and notes.
   *
   * @param rows in the order in which to show them
   * @param rounds how many they rest on
   * @param method how they were compared
   * @param environment where and how it was measured
   * @return lines that fit on the screen
   */
  public List<String> lines(
      List<ComparedRow<String>> rows,
      int rounds,
      ComparisonMethod method,
      Environment environment) {
    List<String> lines =
        new ArrayList<>(new ComparisonTable(screen, method.margin()).ofLoops("upcall", rows));
    lines.add("");
    lines.add(
        rounds < 2
            ? "Rounds:   1, which gives no interval and decides nothing; allow more with --rounds."
            : String.format(
                Locale.ROOT,
                "Rounds:   %d, each with a JVM for every recorder; in brackets the %s%% confidence interval.",
                rounds,
                Provenance.percent(method.estimator().confidence())));
    lines.add(
        "Method:   blocks of 5 ms side by side; a round counts as the median over its cycles of"
            + " time, difference or ratio.");
    lines.add(
        "Recorder: OFF was never started; DISABLED records other events; SAMPLED records each modify"
            + " and one query in 100; ALL each.");
    lines.add("Machine:  " + Provenance.machine(environment.machine()));
    lines.add("JDK:      " + environment.jdk());
    lines.add("ifsbench: " + environment.project());
    return screen.wrapped(lines);
  }
}
