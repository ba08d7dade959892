package dev.ifsbench.track.stats;

/**
 * The degrees of freedom of Welch's t.
 *
 * <p>For samples of equal size they are Welch's own (Further note on Mrs. Aspin's tables, 1949),
 * with which the interval of few normal values covers just as often as it claims; the usual
 * approximation, Satterthwaite's, is wider than need be. For samples of unequal size they are
 * Satterthwaite's, but no sample counts as scattering by less than half of both together: with
 * three values against thirty, the three agree now and then by chance, and the interval would rest
 * on the thirty alone.
 */
final class DegreesOfFreedom {
  private static final double LEAST_SHARE = 0.5;

  private DegreesOfFreedom() {}

  /**
   * Computes the degrees of freedom.
   *
   * @param before variance of the mean of the first sample, above 0
   * @param countBefore values in it, at least 2
   * @param after variance of the mean of the second sample, above 0
   * @param countAfter values in it, at least 2
   * @return at least 1
   */
  static double of(double before, int countBefore, double after, int countAfter) {
    if (countBefore == countAfter) {
      return combined(before, after, countBefore + 1, countAfter + 1) - 2;
    }
    double pooled =
        (before * countBefore * (countBefore - 1) + after * countAfter * (countAfter - 1))
            / (countBefore + countAfter - 2);
    double least = LEAST_SHARE * pooled;
    return combined(
        Math.max(before, least / countBefore),
        Math.max(after, least / countAfter),
        countBefore - 1,
        countAfter - 1);
  }

  private static double combined(double before, double after, int ofBefore, int ofAfter) {
    double sum = before + after;
    return sum * sum / (before * before / ofBefore + after * after / ofAfter);
  }
}
