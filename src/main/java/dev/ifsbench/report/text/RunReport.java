package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Pairing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of the headline comparison and what a reader must know to trust it. */
public final class RunReport {
  private final Screen screen;

  /**
   * Creates reports for a screen.
   *
   * @param screen that it is laid out for
   */
  public RunReport(Screen screen) {
    this.screen = screen;
  }

  /**
   * Returns the table with all intervals, and the notes.
   *
   * @param comparisons in the order in which to show them
   * @param rounds how many complete rounds they rest on
   * @param method how they were compared
   * @param environment where and how it was measured
   * @param files that hold the results
   * @return lines that fit on the screen
   */
  public List<String> lines(
      List<ComparedRow<BenchmarkId>> comparisons,
      int rounds,
      ComparisonMethod method,
      Environment environment,
      List<String> files) {
    List<String> lines =
        new ArrayList<>(new ComparisonTable(screen, method.margin()).ofHandles(comparisons));
    lines.add("");
    lines.addAll(notes(rounds, method, environment, files));
    return screen.wrapped(lines);
  }

  /**
   * Returns how it was measured, and what is real in it.
   *
   * @param rounds how many complete rounds it rests on
   * @param method how kinds of handle were compared
   * @param environment where and how it was measured
   * @param files that hold the results
   */
  public List<String> notes(
      int rounds, ComparisonMethod method, Environment environment, List<String> files) {
    List<String> lines = new ArrayList<>(statistics(rounds, method));
    lines.add("Real:     " + environment.real() + "; transport NONE makes no system call.");
    lines.addAll(Provenance.lines(environment, files));
    return screen.wrapped(lines);
  }

  private List<String> statistics(int rounds, ComparisonMethod method) {
    if (rounds < 2) {
      return List.of(
          "Rounds:   1, which gives no interval and decides nothing; allow more time with --budget.");
    }
    boolean ofBlocks = method.estimator().pairing() == Pairing.BLOCKS;
    return List.of(
        String.format(
            Locale.ROOT,
            "Rounds:   %d, each with one fork of every %s in random order; in brackets the %s%% confidence interval.",
            rounds,
            ofBlocks ? "section" : "row",
            Provenance.percent(method.estimator().confidence())),
        ofBlocks
            ? "Method:   kinds take turns of 10 ms; a fork counts as the median of their paired blocks;"
                + " Student's t over the forks."
            : "Method:   a fork counts as its median iteration; kinds are paired by round; Student's t"
                + " over the forks.",
        "Verdict:  faster or slower where the intervals of difference and ratio exclude equal;",
        String.format(
            Locale.ROOT,
            "          equal where the ratio's whole interval is %s; undecided otherwise.",
            new Verdicts(screen.glyphs(), method.margin()).within()));
  }
}
