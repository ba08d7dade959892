package dev.ifsbench.track;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Confidence intervals for a mean, a difference and a ratio of times that were measured in rounds.
 *
 * <p>A sample is {@code times[round][iteration]}: each round is one fork, each fork holds the mean
 * time per operation of its iterations. A fork's time is the median of these: on a shared machine
 * an iteration that was stalled, or that the compiler had not finished with, says nothing of the
 * fork. Iterations of one fork share its memory layout and its compiled code, so the round, not the
 * iteration, is the unit of replication. Two samples are paired by round: what slows the machine
 * during a round slows both, and a slow-down common to both leaves their ratio alone.
 *
 * <p>A resample draws rounds with replacement, the same ones for both samples, and then iterations
 * with replacement within each fork drawn. The plain percentile interval of such resamples is too
 * narrow for the handful of rounds that a benchmark can afford: with four rounds it cannot reach
 * beyond the smallest and the largest of them, which for a symmetric distribution covers 87.5% at
 * best, and taking more extreme percentiles does not help. Here the resamples give the shape of the
 * interval, that is how much of it lies on either side of the estimate; its width is Student's, 2 t
 * s / sqrt(n) for the standard deviation s between the n rounds. For normal data this is the t
 * interval, for skewed data it leans to the long tail. Because s already holds the scatter of the
 * iterations within the forks, drawing these as well only smooths the shape and does not count them
 * twice.
 *
 * <p>A ratio is the geometric mean of the rounds' ratios; its interval is computed on logarithms.
 *
 * <p>Immutable and safe for use by several threads; the same seed gives the same intervals.
 */
public final class HierarchicalBootstrap {
  private static final int RESAMPLES = 1000;

  private final double confidence;
  private final long seed;

  /**
   * Sets the confidence of all intervals.
   *
   * @param confidence the share of intervals that are to cover the true value, above 0 and below 1
   * @param seed start of the pseudo-random draws
   * @throws IllegalArgumentException if the confidence is out of range
   */
  public HierarchicalBootstrap(double confidence, long seed) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0 and below 1, but is " + confidence);
    }
    this.confidence = confidence;
    this.seed = seed;
  }

  /**
   * The mean over the rounds of the forks' times.
   *
   * @param times by round and iteration
   * @throws IllegalArgumentException if a round is empty or there is none
   */
  public Interval mean(double[][] times) {
    requireRounds(times);
    return around(
        times.length,
        round -> median(times[round]),
        (round, random) -> resampledMedian(times[round], random));
  }

  /**
   * The mean over the rounds of {@code times - reference}.
   *
   * @param times by round and iteration
   * @param reference by round and iteration, of the same rounds
   * @throws IllegalArgumentException if a round is empty, there is none, or the rounds differ
   */
  public Interval difference(double[][] times, double[][] reference) {
    requirePairs(times, reference);
    return around(
        times.length,
        round -> median(times[round]) - median(reference[round]),
        (round, random) ->
            resampledMedian(times[round], random) - resampledMedian(reference[round], random));
  }

  /**
   * The geometric mean over the rounds of {@code times / reference}.
   *
   * @param times by round and iteration
   * @param reference by round and iteration, of the same rounds
   * @return NaN throughout if any iteration is zero or negative: such a ratio says nothing
   * @throws IllegalArgumentException if a round is empty, there is none, or the rounds differ
   */
  public Interval ratio(double[][] times, double[][] reference) {
    requirePairs(times, reference);
    if (!allPositive(times) || !allPositive(reference)) {
      return Interval.unknown(Double.NaN);
    }
    Interval logarithm =
        around(
            times.length,
            round -> Math.log(median(times[round]) / median(reference[round])),
            (round, random) ->
                Math.log(
                    resampledMedian(times[round], random)
                        / resampledMedian(reference[round], random)));
    return new Interval(
        Math.exp(logarithm.estimate()), Math.exp(logarithm.low()), Math.exp(logarithm.high()));
  }

  /** What one round contributes, as it was measured. */
  private interface RoundValue {
    double of(int round);
  }

  /** What one round contributes when its iterations are drawn anew. */
  private interface ResampledRoundValue {
    double of(int round, SplittableRandom random);
  }

  private Interval around(int rounds, RoundValue value, ResampledRoundValue resampledValue) {
    double[] values = new double[rounds];
    Arrays.setAll(values, value::of);
    double estimate = mean(values);
    if (rounds < 2) {
      return Interval.unknown(estimate);
    }
    double halfWidth = studentQuantile(rounds) * standardError(values, estimate);
    double lean = lean(estimate, resample(rounds, resampledValue));
    return new Interval(
        estimate, estimate - halfWidth * (1 - lean), estimate + halfWidth * (1 + lean));
  }

  private double[] resample(int rounds, ResampledRoundValue value) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] resamples = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int draw = 0; draw < rounds; draw++) {
        sum += value.of(random.nextInt(rounds), random);
      }
      resamples[i] = sum / rounds;
    }
    return resamples;
  }

  /** How far the resamples lean to the right: 0 if symmetric, at most 1, at least -1. */
  private double lean(double estimate, double[] resamples) {
    Arrays.sort(resamples);
    double tail = (1 - confidence) / 2;
    double below = Math.max(0, estimate - quantile(resamples, tail));
    double above = Math.max(0, quantile(resamples, 1 - tail) - estimate);
    double width = below + above;
    return width > 0 ? (above - below) / width : 0;
  }

  private double studentQuantile(int rounds) {
    return new TDistribution(null, rounds - 1).inverseCumulativeProbability((1 + confidence) / 2);
  }

  private static double standardError(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static double resampledMedian(double[] iterations, SplittableRandom random) {
    double[] drawn = new double[iterations.length];
    for (int draw = 0; draw < drawn.length; draw++) {
      drawn[draw] = iterations[random.nextInt(iterations.length)];
    }
    return medianInPlace(drawn);
  }

  private static double median(double[] iterations) {
    return medianInPlace(iterations.clone());
  }

  private static double medianInPlace(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static boolean allPositive(double[][] times) {
    return Arrays.stream(times).flatMapToDouble(Arrays::stream).allMatch(time -> time > 0);
  }

  private static void requirePairs(double[][] times, double[][] reference) {
    requireRounds(times);
    requireRounds(reference);
    if (times.length != reference.length) {
      throw new IllegalArgumentException(
          "samples are paired by round, but one has "
              + times.length
              + " and the other "
              + reference.length);
    }
  }

  private static void requireRounds(double[][] times) {
    if (times.length == 0 || Arrays.stream(times).anyMatch(round -> round.length == 0)) {
      throw new IllegalArgumentException("a sample needs a round, and each round an iteration");
    }
  }
}
