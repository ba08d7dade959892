package dev.ifsbench.track;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Confidence intervals for the difference and the ratio of two sides that took turns in the same
 * forks. The block pair gives the difference, a fork counts as the median of its pairs, and the
 * fork is the unit of replication: {@link HierarchicalBootstrap#pairedDifference} and {@link
 * HierarchicalBootstrap#pairedRatio}.
 *
 * <p>Immutable and safe for use by several threads; the same seed gives the same intervals.
 */
final class PairedBootstrap implements Effects {
  private final double confidence;
  private final HierarchicalBootstrap bootstrap;

  /**
   * Sets the confidence of all intervals.
   *
   * @param confidence the share of intervals that are to cover the true value, above 0 and below 1
   * @param seed start of the pseudo-random draws
   */
  PairedBootstrap(double confidence, long seed) {
    this.confidence = confidence;
    bootstrap = new HierarchicalBootstrap(confidence, seed);
  }

  @Override
  public Effect difference(double[][] before, double[][] after) {
    return bootstrap.effect(HierarchicalBootstrap.differences(after, before));
  }

  @Override
  public Effect ratio(double[][] before, double[][] after) {
    return bootstrap.pairedRatioEffect(after, before);
  }

  @Override
  public OptionalInt moreForks(double[][] before, double[][] after, double distance) {
    double[] forks = Iterations.medians(HierarchicalBootstrap.logarithmicRatios(after, before));
    double variance = forks.length < 2 ? Double.NaN : Moments.of(forks).variance();
    return new ForksNeeded(confidence, variance, all -> all - 1).more(forks.length, distance);
  }

  /**
   * Whether each fork and each of its iterations has a partner.
   *
   * @param before by fork and iteration
   * @param after by fork and iteration
   */
  static boolean arePairs(double[][] before, double[][] after) {
    return before.length == after.length
        && Arrays.equals(
            Arrays.stream(before).mapToInt(fork -> fork.length).toArray(),
            Arrays.stream(after).mapToInt(fork -> fork.length).toArray());
  }
}
