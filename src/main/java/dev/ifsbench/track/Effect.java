package dev.ifsbench.track;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How far the forks of one run are from those of another: an estimate, its interval, and how well
 * any other value would agree with the forks.
 *
 * <p>Estimate, width and lean are those of {@link UnpairedBootstrap}. The p-value of a value is one
 * minus the confidence of the interval that would just reach it, so that interval and p-value never
 * contradict each other.
 */
public final class Effect {
  private final double estimate;
  private final double standardError;
  private final double degreesOfFreedom;
  private final double lean;
  private final double confidence;

  /** From the scale that is computed on to the one that is shown, and back. */
  private final DoubleUnaryOperator shown;

  private final DoubleUnaryOperator computed;

  private Effect(
      double estimate,
      double standardError,
      double degreesOfFreedom,
      double lean,
      double confidence,
      DoubleUnaryOperator shown,
      DoubleUnaryOperator computed) {
    this.estimate = estimate;
    this.standardError = standardError;
    this.degreesOfFreedom = degreesOfFreedom;
    this.lean = lean;
    this.confidence = confidence;
    this.shown = shown;
    this.computed = computed;
  }

  /**
   * A difference with what is needed for its interval.
   *
   * @param estimate of the difference
   * @param standardError of the estimate; NaN if there is no interval
   * @param degreesOfFreedom of Student's distribution; not used if the error is zero or NaN
   * @param lean of the interval to the right, from -1 to 1
   * @param confidence of the interval, above 0 and below 1
   */
  static Effect of(
      double estimate,
      double standardError,
      double degreesOfFreedom,
      double lean,
      double confidence) {
    return new Effect(
        estimate,
        standardError,
        degreesOfFreedom,
        lean,
        confidence,
        DoubleUnaryOperator.identity(),
        DoubleUnaryOperator.identity());
  }

  /**
   * A difference without an interval.
   *
   * @param estimate of the difference, or NaN
   */
  static Effect unknown(double estimate) {
    return of(estimate, Double.NaN, Double.NaN, 0, Double.NaN);
  }

  /** The ratio of which this difference is the logarithm. */
  Effect asRatio() {
    return new Effect(
        estimate, standardError, degreesOfFreedom, lean, confidence, Math::exp, Math::log);
  }

  /** Estimate and interval. */
  public Interval interval() {
    double halfWidth = halfWidth();
    return new Interval(
        shown.applyAsDouble(estimate),
        shown.applyAsDouble(estimate - halfWidth * (1 - lean)),
        shown.applyAsDouble(estimate + halfWidth * (1 + lean)));
  }

  private double halfWidth() {
    return standardError > 0
        ? standardError * student().inverseCumulativeProbability((1 + confidence) / 2)
        : standardError;
  }

  /**
   * How probable it would be to see forks at least this far from a value, were it the true one.
   *
   * @param value the value, such as 1 for the ratio of equals
   * @return from 0 to 1; 1 if there is no interval
   */
  public double pValue(double value) {
    double distance = estimate - computed.applyAsDouble(value);
    if (Double.isNaN(standardError) || Double.isNaN(distance) || distance == 0) {
      return 1;
    }
    double error = standardError * (distance > 0 ? 1 - lean : 1 + lean);
    return error > 0 ? 2 * student().cumulativeProbability(-Math.abs(distance) / error) : 0;
  }

  private TDistribution student() {
    return new TDistribution(null, degreesOfFreedom);
  }
}
