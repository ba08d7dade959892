package dev.ifsbench.track.stats;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The estimates and confidence intervals of everything that is measured in forks: levels,
 * differences and ratios.
 *
 * <p>A sample is {@code values[fork][iteration]}. A fork counts as one number, its {@link
 * Statistic}: iterations of one fork share its memory layout and its compiled code, so the fork,
 * not the iteration, is the unit of replication (Kalibera and Jones, Rigorous Benchmarking in
 * Reasonable Time, 2013). Levels and ratios are geometric means, computed on logarithms; so are
 * their intervals, which therefore never reach zero.
 *
 * <p>Intervals are Student's t for a level and for paired samples, and Welch's t for independent
 * ones, both trimmed where there are ten forks or more ({@link Moments}). What is paired is paired
 * before it is reduced: with {@link Pairing#BLOCKS} and the median, a fork counts as the median of
 * its pairs of blocks, so that a stall spoils one pair and no other. No standard error is smaller
 * than the {@link Resolution} of the figures allows.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param statistic what a fork counts as
 * @param pairing what the forks of two samples have to do with each other
 * @param confidence the share of intervals that are to cover the true value, above 0 and below 1
 */
public record Estimator(Statistic statistic, Pairing pairing, double confidence) {
  /**
   * Checks the confidence.
   *
   * @throws IllegalArgumentException if the confidence is out of range
   */
  public Estimator {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0 and below 1, but is " + confidence);
    }
  }

  /**
   * Estimates with medians, the default everywhere.
   *
   * @param pairing what the forks of two samples have to do with each other
   * @param confidence of the intervals, above 0 and below 1
   */
  public static Estimator ofMedians(Pairing pairing, double confidence) {
    return new Estimator(Statistic.MEDIAN, pairing, confidence);
  }

  /** The same with another statistic. */
  public Estimator with(Statistic other) {
    return new Estimator(other, pairing, confidence);
  }

  /**
   * The mean over the forks: geometric if every fork is above zero, arithmetic otherwise.
   *
   * @param forks by fork and iteration
   * @return without an interval if there is only one fork
   * @throws IllegalArgumentException if a fork is empty or there is none
   */
  public Interval level(double[][] forks) {
    require(forks);
    double[] values = statistic.ofEach(forks);
    Scale scale = allPositive(values) ? Scale.LOGARITHMIC : Scale.LINEAR;
    Moments moments = Moments.of(computed(values, scale));
    return student(scale, moments, resolution(forks, moments, scale)).interval();
  }

  /**
   * How much more the mean over the forks is than before.
   *
   * @param before by fork and iteration
   * @param after by fork and iteration
   * @return without an interval if a side has fewer than two forks
   * @throws IllegalArgumentException if a fork is empty, a side has none, or a partner is missing
   */
  public Effect difference(double[][] before, double[][] after) {
    return effect(before, after, Scale.LINEAR);
  }

  /**
   * How many times as much the geometric mean over the forks is as before.
   *
   * @param before by fork and iteration
   * @param after by fork and iteration
   * @return NaN throughout if anything is zero or negative: such a ratio says nothing; without an
   *     interval if a side has fewer than two forks
   * @throws IllegalArgumentException if a fork is empty, a side has none, or a partner is missing
   */
  public Effect ratio(double[][] before, double[][] after) {
    require(before);
    require(after);
    return allPositive(flat(before)) && allPositive(flat(after))
        ? effect(before, after, Scale.LOGARITHMIC)
        : Effect.unknown(Scale.LOGARITHMIC, Double.NaN);
  }

  /**
   * How many forks more of each side would probably, with a chance of 80%, make the interval of the
   * ratio exclude a value that lies a given distance from the estimate, if neither the estimate nor
   * the scatter between the forks changed.
   *
   * @param before by fork and iteration, all positive
   * @param after by fork and iteration, all positive
   * @param distance of logarithms, above 0
   * @return at least 1; nothing if more than 1000 are needed
   */
  public OptionalInt moreForks(double[][] before, double[][] after, double distance) {
    int fewest = Math.min(before.length, after.length);
    double variance = Double.NaN;
    IntUnaryOperator degreesOfFreedom = forks -> forks - 1;
    if (fewest >= 2 && pairing == Pairing.NONE) {
      variance =
          moments(before, Scale.LOGARITHMIC).variance()
              + moments(after, Scale.LOGARITHMIC).variance();
      degreesOfFreedom = forks -> 2 * (forks - 1);
    } else if (fewest >= 2) {
      variance = Moments.of(pairs(before, after, Scale.LOGARITHMIC)).variance();
    }
    return new ForksNeeded(confidence, variance, degreesOfFreedom).more(fewest, distance);
  }

  /**
   * Whether every iteration of each sample has a partner in the other.
   *
   * @param one by fork and iteration
   * @param other by fork and iteration
   */
  public static boolean arePairs(double[][] one, double[][] other) {
    return one.length == other.length
        && IntStream.range(0, one.length).allMatch(i -> one[i].length == other[i].length);
  }

  private Effect effect(double[][] before, double[][] after, Scale scale) {
    require(before);
    require(after);
    Moments left = moments(before, scale);
    Moments right = moments(after, scale);
    double ofBefore = resolution(before, left, scale);
    double ofAfter = resolution(after, right, scale);
    if (pairing != Pairing.NONE) {
      return student(scale, Moments.of(pairs(before, after, scale)), ofBefore + ofAfter);
    }
    double estimate = right.mean() - left.mean();
    if (left.count() < 2 || right.count() < 2) {
      return Effect.unknown(scale, estimate);
    }
    double leftVariance = Math.max(left.varianceOfMean(), ofBefore);
    double rightVariance = Math.max(right.varianceOfMean(), ofAfter);
    return new Effect(
        scale,
        estimate,
        Math.sqrt(leftVariance + rightVariance),
        DegreesOfFreedom.of(leftVariance, left.count(), rightVariance, right.count()),
        confidence,
        Skewness.harms(left, right));
  }

  private Effect student(Scale scale, Moments moments, double leastVariance) {
    if (moments.count() < 2) {
      return Effect.unknown(scale, moments.mean());
    }
    return new Effect(
        scale,
        moments.mean(),
        Math.sqrt(Math.max(moments.varianceOfMean(), leastVariance)),
        moments.count() - 1,
        confidence,
        Skewness.harms(moments));
  }

  /** What each fork contributes to a comparison, on a scale. */
  private double[] pairs(double[][] before, double[][] after, Scale scale) {
    boolean ofBlocks = pairing == Pairing.BLOCKS;
    if (before.length != after.length || (ofBlocks && !arePairs(before, after))) {
      throw new IllegalArgumentException("samples are paired, but a partner is missing");
    }
    double[] pairs = new double[before.length];
    for (int fork = 0; fork < pairs.length; fork++) {
      pairs[fork] =
          ofBlocks && statistic == Statistic.MEDIAN
              ? statistic.of(differences(before[fork], after[fork], scale))
              : scale.computed(statistic.of(after[fork]))
                  - scale.computed(statistic.of(before[fork]));
    }
    return pairs;
  }

  private static double[] differences(double[] before, double[] after, Scale scale) {
    double[] differences = new double[before.length];
    Arrays.setAll(differences, i -> scale.computed(after[i]) - scale.computed(before[i]));
    return differences;
  }

  /** The variance of what a fork contributes to a level, on logarithms; NaN if it is unknown. */
  double variance(double[][] forks) {
    return forks.length >= 2 && allPositive(statistic.ofEach(forks))
        ? moments(forks, Scale.LOGARITHMIC).variance()
        : Double.NaN;
  }

  /**
   * The variance of what a fork contributes to a paired ratio, on logarithms; NaN if it is unknown.
   */
  double variance(double[][] before, double[][] after) {
    return before.length >= 2 && allPositive(flat(before)) && allPositive(flat(after))
        ? Moments.of(pairs(before, after, Scale.LOGARITHMIC)).variance()
        : Double.NaN;
  }

  private Moments moments(double[][] forks, Scale scale) {
    return Moments.of(computed(statistic.ofEach(forks), scale));
  }

  private static double resolution(double[][] forks, Moments moments, Scale scale) {
    return scale.varianceAt(scale.shown(moments.mean()), Resolution.variance(forks));
  }

  private static double[] computed(double[] values, Scale scale) {
    return DoubleStream.of(values).map(scale::computed).toArray();
  }

  private static double[] flat(double[][] forks) {
    return Arrays.stream(forks).flatMapToDouble(Arrays::stream).toArray();
  }

  private static boolean allPositive(double[] values) {
    return DoubleStream.of(values).allMatch(value -> value > 0);
  }

  private static void require(double[][] forks) {
    if (forks.length == 0 || Arrays.stream(forks).anyMatch(fork -> fork.length == 0)) {
      throw new IllegalArgumentException("a sample needs a fork, and each fork an iteration");
    }
  }
}
