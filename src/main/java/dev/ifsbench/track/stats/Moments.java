package dev.ifsbench.track.stats;

import java.util.Arrays;

/**
 * What a t interval needs of independent values: their mean and its variance. Of ten values and
 * more, a tenth at either end is set aside, and counts for the variance as the nearest value that
 * is not (Yuen, The two-sample trimmed t for unequal population variances, 1974). One fork in ten
 * that is far off then neither moves the mean nor hides a difference.
 *
 * @param all how many values there are, at least 1
 * @param count how many are not set aside
 * @param mean of these
 * @param varianceOfMean estimated; NaN if there is only one
 * @param squares sum of the squared deviations of all values from their own mean
 * @param cubes sum of the third powers of these deviations
 */
record Moments(
    int all, int count, double mean, double varianceOfMean, double squares, double cubes) {
  /** The share that is set aside at either end. */
  private static final int ONE_IN = 10;

  static Moments of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int aside = sorted.length / ONE_IN;
    int count = sorted.length - 2 * aside;
    double[] winsorized = sorted.clone();
    Arrays.fill(winsorized, 0, aside, sorted[aside]);
    Arrays.fill(winsorized, sorted.length - aside, sorted.length, sorted[aside + count - 1]);
    double variance = powers(winsorized, 2) / ((double) count * (count - 1));
    return new Moments(
        sorted.length,
        count,
        mean(Arrays.copyOfRange(sorted, aside, aside + count)),
        variance,
        powers(sorted, 2),
        powers(sorted, 3));
  }

  /** The variance of one value, as the variance of the mean shows it. */
  double variance() {
    return varianceOfMean * count;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double powers(double[] values, int exponent) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> Math.pow(value - mean, exponent)).sum();
  }
}
