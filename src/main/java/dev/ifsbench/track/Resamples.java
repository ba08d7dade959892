package dev.ifsbench.track;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Estimates of one quantity from data that were drawn anew from those measured. */
final class Resamples {
  private static final int COUNT = 1000;

  private final double[] sorted;

  /**
   * Draws.
   *
   * @param seed start of the pseudo-random draws
   * @param estimate the quantity, from one set of draws
   */
  Resamples(long seed, ToDoubleFunction<SplittableRandom> estimate) {
    SplittableRandom random = new SplittableRandom(seed);
    sorted = new double[COUNT];
    Arrays.setAll(sorted, i -> estimate.applyAsDouble(random));
    Arrays.sort(sorted);
  }

  /**
   * How far they lean to the right of the estimate from the data as measured.
   *
   * @param estimate that one
   * @param confidence of the interval whose two parts are compared
   * @return 0 if symmetric, at most 1, at least -1
   */
  double lean(double estimate, double confidence) {
    double tail = (1 - confidence) / 2;
    double below = Math.max(0, estimate - quantile(tail));
    double above = Math.max(0, quantile(1 - tail) - estimate);
    double width = below + above;
    return width > 0 ? (above - below) / width : 0;
  }

  private double quantile(double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
