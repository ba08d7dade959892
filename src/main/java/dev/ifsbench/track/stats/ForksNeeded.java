package dev.ifsbench.track.stats;

import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How many forks a decision probably needs.
 *
 * @param confidence of the interval, above 0 and below 1
 * @param variance of what one fork of each side contributes, on the scale of the distance
 * @param degreesOfFreedom of Student's distribution, by the number of forks
 */
public record ForksNeeded(double confidence, double variance, IntUnaryOperator degreesOfFreedom) {
  /**
   * With fewer forks on a side nothing is decided: two tell next to nothing of how forks scatter.
   */
  public static final int LEAST = 3;

  /** How probable it is that the recommended number of forks settles the matter. */
  private static final double POWER = 0.8;

  private static final int MOST = 1000;

  /**
   * How many more until the interval excludes a value.
   *
   * @param forks that there are
   * @param distance of that value from the estimate, above 0
   * @return at least 1; nothing if more than 1000 are needed
   */
  OptionalInt more(int forks, double distance) {
    if (forks < LEAST) {
      return OptionalInt.of(LEAST - forks);
    }
    double power = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(POWER);
    for (int more = 1; more <= MOST; more++) {
      int all = forks + more;
      double student =
          new TDistribution(null, degreesOfFreedom.applyAsInt(all))
              .inverseCumulativeProbability((1 + confidence) / 2);
      if ((student + power) * Math.sqrt(variance / all) <= distance) {
        return OptionalInt.of(more);
      }
    }
    return OptionalInt.empty();
  }
}
