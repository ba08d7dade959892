package dev.ifsbench.report.text;

import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reader must know of a comparison besides its verdict. */
public final class Remarks {
  private final Figures figures;

  public Remarks(Figures figures) {
    this.figures = figures;
  }

  /**
   * Returns the remarks in words.
   *
   * @param statistic that the comparison rests on
   * @param otherRatio the ratio by the other statistic, if it contradicts
   * @param skewed whether skewed forks take the interval below the confidence that it claims
   * @return clauses; mostly none
   */
  public List<String> of(Statistic statistic, Optional<Interval> otherRatio, boolean skewed) {
    List<String> remarks = new ArrayList<>();
    otherRatio.ifPresent(
        ratio ->
            remarks.add(
                String.format(
                    Locale.ROOT,
                    "but by the %s it is %s",
                    statistic.other(),
                    figures.ratio(ratio))));
    if (skewed) {
      remarks.add("skewed forks, too few or too unequal in number: the interval claims too much");
    }
    return List.copyOf(remarks);
  }
}
