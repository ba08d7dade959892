package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.compare.TrackSummary;
import dev.ifsbench.track.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a {@code track} run says on the terminal. */
public final class TrackReport {
  private final Screen screen;
  private final Figures figures;

  /**
   * Creates reports for a screen.
   *
   * @param screen that it is laid out for
   */
  public TrackReport(Screen screen) {
    this.screen = screen;
    this.figures = new Figures(screen.glyphs());
  }

  /**
   * Lays the report out.
   *
   * @param summaries of everything that was measured
   * @param confidence of the intervals
   * @param end why no further round was measured
   * @param environment where and how it was measured
   * @param location of the results
   */
  public List<String> lines(
      List<TrackSummary> summaries,
      double confidence,
      String end,
      Environment environment,
      String location) {
    List<String> lines = new ArrayList<>(table(summaries));
    lines.add("");
    lines.add("Stopped:  " + end);
    lines.add(
        String.format(
                Locale.ROOT,
                "Method:   a fork counts as its median iteration; in brackets the %s%% confidence interval",
                Provenance.percent(confidence))
            + ", Student's t over the forks on logarithms.");
    lines.addAll(made(environment, location));
    return screen.wrapped(lines);
  }

  /**
   * Lays out a report of sides that took turns.
   *
   * @param comparison of the sides, as {@link RunComparisonReport} lays it out
   * @param end why no further round was measured
   * @param environment where and how it was measured
   * @param location of the results
   */
  public List<String> ofSides(
      List<String> comparison, String end, Environment environment, String location) {
    List<String> lines = new ArrayList<>(comparison);
    lines.add("Stopped:  " + end);
    lines.addAll(made(environment, location));
    return screen.wrapped(lines);
  }

  private static List<String> made(Environment environment, String location) {
    List<String> lines = new ArrayList<>(Provenance.lines(environment, List.of()));
    lines.add("Written:  " + location);
    return lines;
  }

  /**
   * Lays out scores alone.
   *
   * @param summaries of everything that was measured
   */
  public List<String> soFar(List<TrackSummary> summaries) {
    return table(summaries);
  }

  private List<String> table(List<TrackSummary> summaries) {
    TextTable table = new TextTable(screen);
    table.foldBefore(1);
    table.add("benchmark", "score", "unit", "+/-", "rounds");
    for (TrackSummary summary : summaries) {
      table.add(
          summary.name(),
          figures.time(summary.score()),
          summary.unit(),
          halfWidth(summary),
          Integer.toString(summary.rounds()));
    }
    return table.lines();
  }

  private static String halfWidth(TrackSummary summary) {
    return summary.score().isKnown()
        ? String.format(Locale.ROOT, "%.1f%%", summary.relativeHalfWidth() * 100)
        : "-";
  }
}
