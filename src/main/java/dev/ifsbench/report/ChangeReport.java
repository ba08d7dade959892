package dev.ifsbench.report;

import dev.ifsbench.track.ChangePoint;
import java.util.ArrayList;
import java.util.List;

/** The changes of one benchmark's history, as text. */
public final class ChangeReport {

  private final Figures figures;

  /**
   * Prepares reports.
   *
   * @param glyphs that the output can show
   */
  public ChangeReport(Glyphs glyphs) {
    this.figures = new Figures(glyphs);
  }

  /**
   * Lays out.
   *
   * @param benchmark whose history it is
   * @param higherIsBetter the direction of its score
   * @param commits the name of each point, such as its commit
   * @param changes that were found; their indexes are those of {@code commits}
   * @return a title and a line for each change
   */
  public List<String> lines(
      String benchmark, boolean higherIsBetter, List<String> commits, List<ChangePoint> changes) {
    List<String> lines = new ArrayList<>();
    lines.add(Printable.of(benchmark));
    if (changes.isEmpty()) {
      lines.add("  no change in %d points".formatted(commits.size()));
      return lines;
    }
    TextTable table = new TextTable();
    table.add("commit", "before", "after", "size", "p", "");
    for (ChangePoint change : changes) {
      table.add(
          Printable.of(commits.get(change.index())),
          figures.time(change.before()),
          figures.time(change.after()),
          ChangeWords.size(change),
          ChangeWords.probability(change),
          ChangeWords.verdict(change, higherIsBetter));
    }
    lines.addAll(table.lines());
    return List.copyOf(lines);
  }
}
