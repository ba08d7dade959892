package dev.ifsbench.track;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a fork counts as: the median of its iterations. On a shared machine an iteration that was
 * stalled, or that the compiler had not finished with, says nothing of the fork.
 */
final class Iterations {
  private Iterations() {}

  /**
   * The median.
   *
   * @param iterations of one fork, at least one
   */
  static double median(double[] iterations) {
    return medianInPlace(iterations.clone());
  }

  /**
   * The median of as many iterations, drawn with replacement.
   *
   * @param iterations of one fork, at least one
   * @param random draws
   */
  static double resampledMedian(double[] iterations, SplittableRandom random) {
    double[] drawn = new double[iterations.length];
    for (int draw = 0; draw < drawn.length; draw++) {
      drawn[draw] = iterations[random.nextInt(iterations.length)];
    }
    return medianInPlace(drawn);
  }

  /**
   * The medians of all forks.
   *
   * @param forks by fork and iteration
   */
  static double[] medians(double[][] forks) {
    return Arrays.stream(forks).mapToDouble(Iterations::median).toArray();
  }

  /**
   * Refuses what has no median.
   *
   * @param forks by fork and iteration
   * @throws IllegalArgumentException if a fork is empty or there is none
   */
  static void require(double[][] forks) {
    if (forks.length == 0 || Arrays.stream(forks).anyMatch(fork -> fork.length == 0)) {
      throw new IllegalArgumentException("a sample needs a fork, and each fork an iteration");
    }
  }

  /**
   * Whether ratios of these numbers say anything.
   *
   * @param forks by fork and iteration
   */
  static boolean allPositive(double[][] forks) {
    return Arrays.stream(forks).flatMapToDouble(Arrays::stream).allMatch(value -> value > 0);
  }

  private static double medianInPlace(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
