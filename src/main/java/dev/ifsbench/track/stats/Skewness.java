package dev.ifsbench.track.stats;

/**
 * Whether skewed forks make a t interval miss more often than it claims.
 *
 * <p>The skewness of the estimate is what drives that error (Johnson, Modified t tests and
 * confidence intervals for asymmetrical populations, 1978). Two samples of the same shape and size
 * cancel each other's; a single small sample and two samples of unequal size do not.
 */
final class Skewness {
  /** Forks are skewed if their skewness is this many standard errors away from zero. */
  private static final double SIGNIFICANT = 2;

  /** A skewness of the estimate above this takes a 95% interval below 93%. */
  private static final double HARMFUL = 0.3;

  private Skewness() {}

  /**
   * Judges independent samples.
   *
   * @param before one value for each fork
   * @param after one value for each fork
   */
  static boolean harms(Moments before, Moments after) {
    int count = before.all() + after.all();
    double skewness =
        skewness(before.cubes() + after.cubes(), before.squares() + after.squares(), count);
    double inverseBefore = 1.0 / before.all();
    double inverseAfter = 1.0 / after.all();
    double ofEstimate =
        skewness
            * (inverseAfter * inverseAfter - inverseBefore * inverseBefore)
            / Math.pow(inverseBefore + inverseAfter, 1.5);
    return isSignificant(skewness, count) && Math.abs(ofEstimate) > HARMFUL;
  }

  /**
   * Judges one sample of paired values.
   *
   * @param pairs one value for each fork
   */
  static boolean harms(Moments pairs) {
    double skewness = skewness(pairs.cubes(), pairs.squares(), pairs.all());
    return isSignificant(skewness, pairs.all())
        && Math.abs(skewness) / Math.sqrt(pairs.all()) > HARMFUL;
  }

  /** Adjusted for the size of the sample; NaN without variance or with fewer than three values. */
  private static double skewness(double cubes, double squares, int count) {
    double population = (cubes / count) / Math.pow(squares / count, 1.5);
    return population * Math.sqrt((double) count * (count - 1)) / (count - 2);
  }

  /** Compared with the standard error that normal values have. */
  private static boolean isSignificant(double skewness, int count) {
    double error =
        Math.sqrt(6.0 * count * (count - 1) / ((count - 2.0) * (count + 1.0) * (count + 3.0)));
    return Math.abs(skewness) > SIGNIFICANT * error;
  }
}
