package dev.ifsbench.track.series;

import dev.ifsbench.track.stats.ForksNeeded;
import java.util.Locale;

/** What to do where a run has fewer forks than a decision needs. */
public final class TooFewForks {
  private TooFewForks() {}

  /**
   * Whether a number of forks is too small for a decision.
   *
   * @param forks that delivered results
   */
  public static boolean isTooFew(int forks) {
    return forks < ForksNeeded.LEAST;
  }

  /**
   * Says what two runs lack.
   *
   * @param before the number of forks of the run that is compared with
   * @param after the number of forks of the run that is judged
   * @return a clause
   */
  public static String of(int before, int after) {
    return String.format(
        Locale.ROOT,
        "it has %d %s before and %d after, and a decision needs %d of each: %s",
        before,
        before == 1 ? "fork" : "forks",
        after,
        ForksNeeded.LEAST,
        advice());
  }

  /** What to change in the command that measured, an imperative without a full stop. */
  public static String advice() {
    return String.format(
        Locale.ROOT,
        "run JMH with -f %d or more, or track with --rounds %d or more",
        ForksNeeded.LEAST,
        ForksNeeded.LEAST);
  }
}
