package dev.ifsbench.track.stats;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * How far one sample is from another, or from zero: an estimate, its Student's t interval, and how
 * well any other value agrees with the forks.
 *
 * <p>The p-value of a value is one minus the confidence of the interval that would just reach it,
 * so that interval and p-value never contradict each other. No p-value is zero.
 *
 * @param scale on which estimate and standard error are
 * @param estimate on that scale, or NaN
 * @param standardError of the estimate, above 0; NaN if there is no interval
 * @param degreesOfFreedom of Student's distribution; not used without an interval
 * @param confidence of the interval, above 0 and below 1
 * @param skewed whether the forks are so skewed, and so few or unequal in number, that the interval
 *     covers less than it claims
 */
public record Effect(
    Scale scale,
    double estimate,
    double standardError,
    double degreesOfFreedom,
    double confidence,
    boolean skewed) {

  /**
   * Estimates without an interval.
   *
   * @param scale of the estimate
   * @param estimate on that scale, or NaN
   */
  static Effect unknown(Scale scale, double estimate) {
    return new Effect(scale, estimate, Double.NaN, Double.NaN, Double.NaN, false);
  }

  /** Estimate and interval, as they are shown. */
  public Interval interval() {
    double shown = scale.shown(estimate);
    if (Double.isNaN(standardError)) {
      return Interval.unknown(shown);
    }
    double halfWidth = standardError * student().inverseCumulativeProbability((1 + confidence) / 2);
    return new Interval(
        shown, scale.shown(estimate - halfWidth), scale.shown(estimate + halfWidth));
  }

  /**
   * How probable it would be to see forks at least this far from a value, were it the true one.
   *
   * @param value as it is shown, such as 1 for the ratio of equals
   * @return above 0 and up to 1; 1 if there is no interval
   */
  public double pValue(double value) {
    double t = Math.abs(estimate - scale.computed(value)) / standardError;
    if (Double.isNaN(t)) {
      return 1;
    }
    return Math.max(Double.MIN_NORMAL, 2 * student().cumulativeProbability(-t));
  }

  private TDistribution student() {
    return new TDistribution(null, degreesOfFreedom);
  }
}
