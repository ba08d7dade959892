package dev.ifsbench.report.text;

import dev.ifsbench.track.changepoint.ChangePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The changes of one benchmark's history, as text. */
public final class ChangeReport {
  private final Figures figures;
  private final double leastChange;

  /**
   * Prepares reports.
   *
   * @param glyphs that the output can show
   * @param leastChange the smallest change that is shown, a share of the old level; 0 for all
   */
  public ChangeReport(Glyphs glyphs, double leastChange) {
    this.figures = new Figures(glyphs);
    this.leastChange = leastChange;
  }

  /**
   * Lays out.
   *
   * @param benchmark whose history it is
   * @param higherIsBetter the direction of its score
   * @param commits the name of each point, such as its commit
   * @param changes to show; their indexes are those of {@code commits}
   * @return a title and a line for each change
   */
  public List<String> lines(
      String benchmark, boolean higherIsBetter, List<String> commits, List<ChangePoint> changes) {
    List<String> lines = new ArrayList<>();
    lines.add(Printable.of(benchmark));
    if (changes.isEmpty()) {
      lines.add("  " + ChangeWords.tooFew(commits.size()).orElse(none(commits.size())));
      return List.copyOf(lines);
    }
    TextTable table = new TextTable();
    table.add("commit", "before", "after", "size", "p", "");
    for (ChangePoint change : changes) {
      table.add(
          Printable.of(place(change, commits)),
          figures.time(change.before()),
          figures.time(change.after()),
          ChangeWords.size(change),
          ChangeWords.probability(change),
          ChangeWords.verdict(change, higherIsBetter));
    }
    lines.addAll(table.lines());
    return List.copyOf(lines);
  }

  private String none(int points) {
    return leastChange > 0
        ? String.format(
            Locale.ROOT,
            "no change of %s%% or more in %d points",
            Provenance.percent(leastChange),
            points)
        : String.format(Locale.ROOT, "no change in %d points", points);
  }

  private static String place(ChangePoint change, List<String> commits) {
    String best = commits.get(change.index());
    return ChangeWords.range(change, commits)
        .map(range -> String.format(Locale.ROOT, "%s, or one of %s", best, range))
        .orElse(best);
  }
}
