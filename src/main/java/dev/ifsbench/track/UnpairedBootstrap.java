package dev.ifsbench.track;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Confidence intervals for the difference and the ratio of two runs whose forks have nothing to do
 * with each other. What was measured in common rounds is {@link HierarchicalBootstrap}'s.
 *
 * <p>A sample is {@code values[fork][iteration]}. As there, a fork counts as its median iteration,
 * the fork is the unit of replication (Kalibera and Jones, Rigorous Benchmarking in Reasonable
 * Time, 2013), and the resamples give the interval's shape and not its width. A resample draws
 * forks with replacement on each side by itself, and then iterations within each fork drawn. The
 * width is Welch's: the two runs may scatter differently and have different numbers of forks, and
 * the degrees of freedom are Satterthwaite's.
 *
 * <p>The ratio is that of the geometric means of the forks; it is computed on logarithms.
 *
 * <p>Immutable and safe for use by several threads; the same seed gives the same intervals.
 */
public final class UnpairedBootstrap implements Effects {
  private final double confidence;
  private final long seed;

  /**
   * Sets the confidence of all intervals.
   *
   * @param confidence the share of intervals that are to cover the true value, above 0 and below 1
   * @param seed start of the pseudo-random draws
   * @throws IllegalArgumentException if the confidence is out of range
   */
  public UnpairedBootstrap(double confidence, long seed) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0 and below 1, but is " + confidence);
    }
    this.confidence = confidence;
    this.seed = seed;
  }

  @Override
  public Effect difference(double[][] before, double[][] after) {
    Iterations.require(before);
    Iterations.require(after);
    return effect(before, after, value -> value);
  }

  @Override
  public Effect ratio(double[][] before, double[][] after) {
    Iterations.require(before);
    Iterations.require(after);
    if (!Iterations.allPositive(before) || !Iterations.allPositive(after)) {
      return Effect.unknown(Double.NaN);
    }
    return effect(before, after, Math::log).asRatio();
  }

  @Override
  public OptionalInt moreForks(double[][] before, double[][] after, double distance) {
    int fewest = Math.min(before.length, after.length);
    double variance =
        fewest < 2
            ? Double.NaN
            : moments(before, Math::log).variance() + moments(after, Math::log).variance();
    return new ForksNeeded(confidence, variance, forks -> 2 * (forks - 1)).more(fewest, distance);
  }

  /** The scale on which forks are averaged. */
  private interface Scale {
    double of(double value);
  }

  private Effect effect(double[][] before, double[][] after, Scale scale) {
    Moments left = moments(before, scale);
    Moments right = moments(after, scale);
    double estimate = right.mean() - left.mean();
    if (left.count() < 2 || right.count() < 2) {
      return Effect.unknown(estimate);
    }
    Resamples resamples =
        new Resamples(
            seed,
            random -> resampledMean(after, scale, random) - resampledMean(before, scale, random));
    return Effect.of(
        estimate,
        Math.sqrt(left.varianceOfMean() + right.varianceOfMean()),
        degreesOfFreedom(left, right),
        resamples.lean(estimate, confidence),
        confidence);
  }

  private static Moments moments(double[][] forks, Scale scale) {
    return Moments.of(DoubleStream.of(Iterations.medians(forks)).map(scale::of).toArray());
  }

  private static double resampledMean(double[][] forks, Scale scale, SplittableRandom random) {
    double sum = 0;
    for (int draw = 0; draw < forks.length; draw++) {
      sum += scale.of(Iterations.resampledMedian(forks[random.nextInt(forks.length)], random));
    }
    return sum / forks.length;
  }

  /** Satterthwaite's. */
  private static double degreesOfFreedom(Moments left, Moments right) {
    double sum = left.varianceOfMean() + right.varianceOfMean();
    return sum * sum / (share(left) + share(right));
  }

  private static double share(Moments moments) {
    return moments.varianceOfMean() * moments.varianceOfMean() / (moments.count() - 1);
  }
}
