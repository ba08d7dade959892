package dev.ifsbench.track.stats;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * How finely figures tell times apart. Forks that agree to the last digit are not certain: their
 * true values lie anywhere within that digit, on the same side of it in every fork.
 */
final class Resolution {
  /** The fewest distinct values that show a timer's steps. */
  private static final int LEAST_STEPS = 3;

  /** How far a gap may be from a whole number of steps, in steps. */
  private static final double TOLERANCE = 0.01;

  private Resolution() {}

  /**
   * The least variance of a mean: half a step is what all values can be off on the same side. It
   * does not shrink with the number of forks.
   *
   * @param values of all forks and iterations, at least one
   * @return in the square of the values' unit, above 0
   */
  static double variance(double[][] values) {
    double step = step(values);
    return step * step / 4;
  }

  /** The step of the timer if the values show one, otherwise the last digit. */
  private static double step(double[][] values) {
    double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).sorted().toArray();
    double[] distinct = Arrays.stream(all).distinct().toArray();
    return Math.max(lastDigit(distinct), timerStep(distinct, all.length));
  }

  /** One unit in the last decimal place that any value has; a tenth for whole numbers. */
  private static double lastDigit(double[] distinct) {
    int decimals = 1;
    double largest = 0;
    for (double value : distinct) {
      decimals = Math.max(decimals, BigDecimal.valueOf(value).scale());
      largest = Math.max(largest, Math.abs(value));
    }
    return Math.max(Math.pow(10, -decimals), Math.ulp(largest));
  }

  /** The smallest gap, if values recur and every other gap is a whole number of it; otherwise 0. */
  private static double timerStep(double[] distinct, int count) {
    if (distinct.length < LEAST_STEPS || 2 * distinct.length > count) {
      return 0;
    }
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < distinct.length; i++) {
      smallest = Math.min(smallest, distinct[i] - distinct[i - 1]);
    }
    for (int i = 1; i < distinct.length; i++) {
      double steps = (distinct[i] - distinct[i - 1]) / smallest;
      if (Math.abs(steps - Math.rint(steps)) > TOLERANCE) {
        return 0;
      }
    }
    return smallest;
  }
}
