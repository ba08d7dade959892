package dev.ifsbench.track.series;

import dev.ifsbench.track.stats.Percentile;
import java.util.Map;
import java.util.TreeMap;

/** A histogram without loss: values, and how often each occurred. For one thread at a time. */
final class WeightedValues {
  private final TreeMap<Double, Long> counts = new TreeMap<>();
  private long count;

  /**
   * Adds a value.
   *
   * @param value to add
   * @param times how often it occurred
   */
  void add(double value, long times) {
    counts.merge(value, times, Long::sum);
    count += times;
  }

  /**
   * Adds all values of another.
   *
   * @param other whose values are added
   */
  void add(WeightedValues other) {
    other.counts.forEach(this::add);
  }

  /** How many values there are. */
  long count() {
    return count;
  }

  /** Their mean; NaN if there is none. */
  double mean() {
    double sum = 0;
    for (Map.Entry<Double, Long> entry : counts.entrySet()) {
      sum += entry.getKey() * entry.getValue();
    }
    return sum / count;
  }

  /**
   * The smallest value that at least a percentile's share of all values do not exceed.
   *
   * @param percentile that share
   * @return NaN if there is no value
   */
  double at(Percentile percentile) {
    long rank = (long) Math.ceil(percentile.percent() / 100 * count);
    long seen = 0;
    for (Map.Entry<Double, Long> entry : counts.entrySet()) {
      seen += entry.getValue();
      if (seen >= rank) {
        return entry.getKey();
      }
    }
    return Double.NaN;
  }
}
