package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.Axis;
import dev.ifsbench.track.stats.Interval;

/** The range of what is drawn in one chart, and the axes for it. */
final class Values {
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  /** Adds an estimate and, if it is known, its interval. */
  void add(Interval value) {
    add(value.estimate());
    if (value.isKnown()) {
      add(value.low());
      add(value.high());
    }
  }

  /** Adds a value; one that is no number is left out. */
  void add(double value) {
    if (Double.isFinite(value)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }

  /** Whether there is nothing to draw. */
  boolean isEmpty() {
    return low > high;
  }

  /** A linear axis that has zero on it. */
  Axis fromZero() {
    return isEmpty() ? Axis.linear(0, 1) : Axis.linear(Math.min(0, low), Math.max(0, high));
  }

  /** A linear axis that is as long as it must be. */
  Axis close() {
    return isEmpty() ? Axis.linear(0, 1) : Axis.linear(low, high);
  }

  /** A logarithmic axis; null if not everything is above zero. */
  Axis other() {
    return low > 0 && !isEmpty() ? Axis.logarithmic(low, high) : null;
  }
}
