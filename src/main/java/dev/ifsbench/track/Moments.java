package dev.ifsbench.track;

import java.util.stream.DoubleStream;

/**
 * What Student's and Welch's intervals need of independent values.
 *
 * @param count how many values, at least 1
 * @param mean of the values
 * @param variance estimated from them, NaN if there is only one
 */
record Moments(int count, double mean, double variance) {
  static Moments of(double[] values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Moments(values.length, mean, squares / (values.length - 1));
  }

  /** Variance of the mean. */
  double varianceOfMean() {
    return variance / count;
  }
}
