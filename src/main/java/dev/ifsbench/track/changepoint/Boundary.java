package dev.ifsbench.track.changepoint;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Where exactly between two levels a sequence changes, and where else it may.
 *
 * <p>The best place has the smallest sum of squares around the two means. Other places are possible
 * as long as their likelihood, for normal values, is not too far below the best one's; the critical
 * value is that for the place of a threshold (Hansen, Sample splitting and threshold estimation,
 * 2000).
 *
 * @param best index of the first value of the second part
 * @param earliest the first index that is possible, at most {@code best}
 * @param latest the last index that is possible, at least {@code best}
 */
record Boundary(int best, int earliest, int latest) {
  /**
   * The critical value of twice the logarithm of the likelihood ratio, at 95%: -2 ln(1 -
   * sqrt(0.95)).
   */
  private static final double CRITICAL = 7.35;

  /**
   * Finds the boundary.
   *
   * @param values at least two of them
   * @param near where a test that needs several values on either side found the change
   * @param reach how far the best place can be from there
   */
  static Boundary in(double[] values, int near, int reach) {
    int from = Math.max(1, near - reach);
    int to = Math.min(values.length - 1, near + reach);
    int best = near;
    for (int index = from; index <= to; index++) {
      if (squares(values, index) < squares(values, best)) {
        best = index;
      }
    }
    double least = squares(values, best);
    int earliest = best;
    while (earliest > 1 && isPossible(values, earliest - 1, least)) {
      earliest--;
    }
    int latest = best;
    while (latest < values.length - 1 && isPossible(values, latest + 1, least)) {
      latest++;
    }
    return new Boundary(best, earliest, latest);
  }

  private static boolean isPossible(double[] values, int index, double least) {
    return values.length * Math.log(squares(values, index) / least) <= CRITICAL;
  }

  /** The sum of squares around the means of both parts. */
  private static double squares(double[] values, int index) {
    return squares(Arrays.stream(values, 0, index).toArray())
        + squares(Arrays.stream(values, index, values.length).toArray());
  }

  private static double squares(double[] part) {
    double mean = DoubleStream.of(part).average().orElseThrow();
    return DoubleStream.of(part).map(value -> (value - mean) * (value - mean)).sum();
  }
}
