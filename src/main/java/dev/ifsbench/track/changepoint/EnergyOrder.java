package dev.ifsbench.track.changepoint;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The values of a window in one order after another, and the largest statistic that {@link
 * EnergySplit} has in each. It computes only that number, up to rounding, but many times as fast:
 * what does not depend on the order is computed once.
 *
 * <p>Not safe for use by several threads.
 */
final class EnergyOrder {
  private final double[] values;
  private final int leastSide;

  /** Each value's distances from all others, summed up; in the order of the values. */
  private final double[] distances;

  /** Each value's distances from those before it, summed up. */
  private final double[] toFirst;

  /** What the sums between the parts, within the first and within the rest count, by size. */
  private final double[] between;

  private final double[] within;
  private final double[] rest;
  private final double all;

  /**
   * Begins with the order in which the values came.
   *
   * @param window at least twice {@code leastSide} values
   * @param leastSide the fewest values in a part, at least 2
   */
  EnergyOrder(double[] window, int leastSide) {
    this.values = window.clone();
    this.leastSide = leastSide;
    int count = values.length;
    distances = new double[count];
    toFirst = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        distances[j] += Math.abs(values[j] - values[i]);
      }
    }
    for (double distance : distances) {
      sum += distance;
    }
    all = sum / 2;
    between = new double[count];
    within = new double[count];
    rest = new double[count];
    for (int n = leastSide; n <= count - leastSide; n++) {
      int m = count - n;
      between[n] = 2.0 / count;
      within[n] = 2.0 * m / ((double) count * (n - 1));
      rest[n] = 2.0 * n / ((double) count * (m - 1));
    }
  }

  /** Puts the values into a random order, by Fisher and Yates. */
  void shuffle(SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double value = values[i];
      values[i] = values[other];
      values[other] = value;
      double distance = distances[i];
      distances[i] = distances[other];
      distances[other] = distance;
    }
  }

  /** The largest statistic of all splits of this order. */
  double largest() {
    sumDistances();
    double first = 0;
    double second = all;
    double largest = Double.NEGATIVE_INFINITY;
    for (int n = 1; n <= values.length - leastSide; n++) {
      double ofMoved = toFirst[n - 1];
      first += ofMoved;
      second -= distances[n - 1] - ofMoved;
      if (n >= leastSide) {
        double statistic =
            between[n] * (all - first - second) - within[n] * first - rest[n] * second;
        largest = Math.max(largest, statistic);
      }
    }
    return largest;
  }

  /** Row by row, so that no sum waits for another. */
  private void sumDistances() {
    double[] sums = toFirst;
    double[] from = values;
    int count = from.length;
    Arrays.fill(sums, 0);
    for (int i = 0; i < count; i++) {
      double value = from[i];
      for (int j = i + 1; j < count; j++) {
        sums[j] += Math.abs(from[j] - value);
      }
    }
  }
}
