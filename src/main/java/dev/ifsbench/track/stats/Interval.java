package dev.ifsbench.track.stats;

/**
 * An estimate with its confidence interval.
 *
 * <p>With fewer than two rounds there is an estimate but no interval: {@link #low} and {@link
 * #high} are NaN and {@link #isKnown} is false. A ratio to a mean of zero or below has no estimate
 * either, and is NaN throughout.
 *
 * @param estimate the value measured, in the unit of the quantity (a ratio has none)
 * @param low lower bound, at most {@code estimate}
 * @param high upper bound, at least {@code estimate}
 */
public record Interval(double estimate, double low, double high) {

  /**
   * An estimate without an interval.
   *
   * @param estimate the value measured, or NaN if there is none
   */
  public static Interval unknown(double estimate) {
    return new Interval(estimate, Double.NaN, Double.NaN);
  }

  /** Whether there is an interval around the estimate. */
  public boolean isKnown() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /**
   * Whether neither estimate lies in the interval of the other.
   *
   * @param other of the same quantity
   * @return false also when one of them has no interval
   */
  boolean contradicts(Interval other) {
    return isKnown()
        && other.isKnown()
        && (isAbove(other.estimate) || isBelow(other.estimate))
        && (other.isAbove(estimate) || other.isBelow(estimate));
  }

  /**
   * Whether the whole interval lies above a value.
   *
   * @param value the value to compare with
   * @return false also when there is no interval
   */
  public boolean isAbove(double value) {
    return low > value;
  }

  /**
   * Whether the whole interval lies below a value.
   *
   * @param value the value to compare with
   * @return false also when there is no interval
   */
  public boolean isBelow(double value) {
    return high < value;
  }
}
