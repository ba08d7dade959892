package dev.ifsbench.track.stats;

import java.util.Optional;

/**
 * How one sample differs from another.
 *
 * @param difference of the means over the forks
 * @param ratio of the geometric means over the forks
 * @param otherRatio the ratio by the other {@link Statistic}, where the two tell different stories:
 *     neither ratio lies in the interval of the other
 */
public record SampleChange(Effect difference, Effect ratio, Optional<Interval> otherRatio) {
  /** The change between samples that cannot be compared. */
  public static final SampleChange UNKNOWN =
      new SampleChange(
          Effect.unknown(Scale.LINEAR, Double.NaN),
          Effect.unknown(Scale.LOGARITHMIC, Double.NaN),
          Optional.empty());

  /**
   * Estimates the change from one sample to another.
   *
   * @param before by fork and iteration
   * @param after by fork and iteration
   * @param estimator of difference and ratio
   */
  public static SampleChange of(double[][] before, double[][] after, Estimator estimator) {
    Effect ratio = estimator.ratio(before, after);
    Interval other = estimator.with(estimator.statistic().other()).ratio(before, after).interval();
    return new SampleChange(
        estimator.difference(before, after),
        ratio,
        ratio.interval().contradicts(other) ? Optional.of(other) : Optional.empty());
  }

  /** Whether skewed forks take the ratio's interval below the confidence that it claims. */
  public boolean skewed() {
    return ratio.skewed();
  }

  /**
   * The p-value of equality. Difference and ratio both have to exclude it, so it is the larger of
   * theirs.
   */
  public double pValue() {
    return Math.max(difference.pValue(0), ratio.pValue(1));
  }

  /**
   * What this shows of times, where a smaller one is better.
   *
   * @param margin what still counts as equal, a share above 0
   */
  public Verdict verdict(double margin) {
    return Verdict.of(difference.interval(), ratio.interval(), margin);
  }
}
