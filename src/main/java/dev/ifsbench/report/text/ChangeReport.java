package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The changes of one benchmark's history, as text. */
public final class ChangeReport {
  private final Screen screen;
  private final Figures figures;
  private final double leastChange;

  /**
   * Creates reports for a screen.
   *
   * @param screen that it is laid out for
   * @param leastChange the smallest change that is shown, a share of the old level; 0 for all
   */
  public ChangeReport(Screen screen, double leastChange) {
    this.screen = screen;
    this.figures = new Figures(screen.glyphs());
    this.leastChange = leastChange;
  }

  /**
   * Returns the changes of one history.
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
      return screen.wrapped(lines);
    }
    TextTable table = new TextTable(screen);
    table.add("commit", "before", "after", "size", "p", "");
    for (ChangePoint change : changes) {
      table.add(
          Printable.of(place(change, commits)),
          figures.time(change.before()),
          figures.time(change.after()),
          ChangeWords.size(change),
          ChangeWords.probability(change),
          verdict(change, higherIsBetter));
    }
    lines.addAll(table.lines());
    return screen.wrapped(lines);
  }

  private String verdict(ChangePoint change, boolean higherIsBetter) {
    String words = ChangeWords.verdict(change, higherIsBetter);
    if (!change.confirmed()) {
      return screen.style().undecided(words);
    }
    return screen
        .style()
        .verdict(change.isWorse(higherIsBetter) ? Verdict.SLOWER : Verdict.FASTER, words);
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
