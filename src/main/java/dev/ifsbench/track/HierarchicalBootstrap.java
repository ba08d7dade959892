package dev.ifsbench.track;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

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
    return effect(times).interval();
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
            round -> Iterations.median(times[round]) - Iterations.median(reference[round]),
            (round, random) ->
                Iterations.resampledMedian(times[round], random)
                    - Iterations.resampledMedian(reference[round], random))
        .interval();
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
    if (!Iterations.allPositive(times) || !Iterations.allPositive(reference)) {
      return Interval.unknown(Double.NaN);
    }
    return around(
            times.length,
            round ->
                Math.log(Iterations.median(times[round]) / Iterations.median(reference[round])),
            (round, random) ->
                Math.log(
                    Iterations.resampledMedian(times[round], random)
                        / Iterations.resampledMedian(reference[round], random)))
        .asRatio()
        .interval();
  }

  /**
   * As {@link #difference}, of iterations that ran side by side: a round counts as the median of
   * its paired differences. A stall that falls on one of a pair spoils that pair and no other.
   *
   * @param times by round and iteration
   * @param reference by round and iteration, with a partner for each
   * @throws IllegalArgumentException if a round is empty, there is none, or one has no partner
   */
  public Interval pairedDifference(double[][] times, double[][] reference) {
    return mean(differences(times, reference));
  }

  /**
   * As {@link #ratio}, of iterations that ran side by side: a round counts as the median of its
   * paired ratios.
   *
   * @param times by round and iteration
   * @param reference by round and iteration, with a partner for each
   * @return NaN throughout if any iteration is zero or negative: such a ratio says nothing
   * @throws IllegalArgumentException if a round is empty, there is none, or one has no partner
   */
  public Interval pairedRatio(double[][] times, double[][] reference) {
    return pairedRatioEffect(times, reference).interval();
  }

  /** What {@link #pairedRatio} is the interval of. */
  Effect pairedRatioEffect(double[][] times, double[][] reference) {
    return Iterations.allPositive(times) && Iterations.allPositive(reference)
        ? effect(logarithmicRatios(times, reference)).asRatio()
        : Effect.unknown(Double.NaN);
  }

  /**
   * What {@link #mean} is the interval of.
   *
   * @param values by round and iteration
   * @throws IllegalArgumentException if a round is empty or there is none
   */
  Effect effect(double[][] values) {
    Iterations.require(values);
    return around(
        values.length,
        round -> Iterations.median(values[round]),
        (round, random) -> Iterations.resampledMedian(values[round], random));
  }

  /** By round and pair of iterations. */
  static double[][] differences(double[][] times, double[][] reference) {
    return combined(times, reference, (time, other) -> time - other);
  }

  /** By round and pair of iterations, all positive. */
  static double[][] logarithmicRatios(double[][] times, double[][] reference) {
    return combined(times, reference, (time, other) -> Math.log(time / other));
  }

  private static double[][] combined(
      double[][] times, double[][] reference, DoubleBinaryOperator combination) {
    requirePairs(times, reference);
    double[][] combined = new double[times.length][];
    for (int round = 0; round < combined.length; round++) {
      double[] left = times[round];
      double[] right = reference[round];
      if (left.length != right.length) {
        throw new IllegalArgumentException(
            "iterations are paired, but there are " + left.length + " and " + right.length);
      }
      combined[round] = new double[left.length];
      Arrays.setAll(combined[round], i -> combination.applyAsDouble(left[i], right[i]));
    }
    return combined;
  }

  /** What one round contributes, as it was measured. */
  private interface RoundValue {
    double of(int round);
  }

  /** What one round contributes when its iterations are drawn anew. */
  private interface ResampledRoundValue {
    double of(int round, SplittableRandom random);
  }

  private Effect around(int rounds, RoundValue value, ResampledRoundValue resampledValue) {
    double[] values = new double[rounds];
    Arrays.setAll(values, value::of);
    Moments moments = Moments.of(values);
    double estimate = moments.mean();
    if (rounds < 2) {
      return Effect.unknown(estimate);
    }
    Resamples resamples = new Resamples(seed, random -> resample(rounds, resampledValue, random));
    return Effect.of(
        estimate,
        Math.sqrt(moments.varianceOfMean()),
        rounds - 1,
        resamples.lean(estimate, confidence),
        confidence);
  }

  private static double resample(int rounds, ResampledRoundValue value, SplittableRandom random) {
    double sum = 0;
    for (int draw = 0; draw < rounds; draw++) {
      sum += value.of(random.nextInt(rounds), random);
    }
    return sum / rounds;
  }

  private static void requirePairs(double[][] times, double[][] reference) {
    Iterations.require(times);
    Iterations.require(reference);
    if (times.length != reference.length) {
      throw new IllegalArgumentException(
          "samples are paired by round, but one has "
              + times.length
              + " and the other "
              + reference.length);
    }
  }
}
