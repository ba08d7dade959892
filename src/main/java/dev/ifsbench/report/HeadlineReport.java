package dev.ifsbench.report;

import dev.ifsbench.track.Comparison;
import dev.ifsbench.track.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of the headline comparison and what a reader must know to trust it. */
public final class HeadlineReport {
  private final ComparisonTable table;

  /**
   * Prepares reports.
   *
   * @param glyphs that the output can show
   */
  public HeadlineReport(Glyphs glyphs) {
    this.table = new ComparisonTable(glyphs);
  }

  /**
   * Lays out.
   *
   * @param comparisons in the order in which to show them
   * @param rounds how many complete rounds they rest on
   * @param paired whether the kinds of handle of a section shared forks
   * @param confidence of the intervals, above 0 and below 1
   * @param environment where and how it was measured
   * @param files that hold the results
   * @return lines of about 120 columns at most
   */
  public List<String> lines(
      List<Comparison> comparisons,
      int rounds,
      boolean paired,
      double confidence,
      Environment environment,
      List<String> files) {
    List<String> lines = new ArrayList<>(table.lines(comparisons));
    lines.add("");
    lines.addAll(statistics(rounds, paired, confidence));
    lines.add("Real:     " + environment.real() + "; transport NONE makes no system call.");
    lines.addAll(Provenance.lines(environment, files));
    return List.copyOf(lines);
  }

  private static List<String> statistics(int rounds, boolean paired, double confidence) {
    if (rounds < 2) {
      return List.of(
          "Rounds:   1, which gives no interval and decides nothing; allow more time with --budget.");
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "Rounds:   %d, each with one fork of every %s in random order;"
                + " in brackets the %s%% confidence interval.",
            rounds,
            paired ? "section" : "row",
            Provenance.percent(confidence)),
        paired
            ? "Method:   kinds take turns of 10 ms; a fork counts as the median of their paired blocks;"
                + " hierarchical bootstrap, scaled to Student's t."
            : "Method:   a fork counts as its median iteration; kinds are paired by round; hierarchical"
                + " bootstrap, scaled to Student's t.",
        "Verdict:  undecided where the interval of the difference or of the ratio includes equal.");
  }
}
