package dev.ifsbench.report.text;

import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.changepoint.ChangePoints;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A change of level in the words that the terminal and the page share. */
public final class ChangeWords {
  private ChangeWords() {}

  /** What it adds to the old level, as in {@code +5.0%}. */
  public static String size(ChangePoint change) {
    return String.format(Locale.ROOT, "%+.1f%%", 100 * change.size());
  }

  /**
   * The points that can be the first on the new level, as in {@code a to b (3)}.
   *
   * @param names of all points
   * @return nothing if there is only one
   */
  public static Optional<String> range(ChangePoint change, List<String> names) {
    return change.isRange()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s to %s (%d)",
                names.get(change.earliest()),
                names.get(change.latest()),
                change.latest() - change.earliest() + 1))
        : Optional.empty();
  }

  /**
   * That nothing can be found in so few points.
   *
   * @return nothing if there are enough
   */
  public static Optional<String> tooFew(int points) {
    return points < ChangePoints.FEWEST
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "too few points to tell: %d, and %d are needed",
                points,
                ChangePoints.FEWEST))
        : Optional.empty();
  }

  /** Its p-value. */
  public static String probability(ChangePoint change) {
    return String.format(Locale.ROOT, "%.4f", change.pValue());
  }

  /** Faster or slower, and whether that is only suspected. */
  public static String verdict(ChangePoint change, boolean higherIsBetter) {
    return (change.isWorse(higherIsBetter) ? "slower" : "faster")
        + (change.confirmed() ? "" : ", suspected");
  }
}
