package dev.ifsbench.track.compare;

import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Percentile;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The percentiles of one measure of one benchmark.
 *
 * @param percentiles in nanoseconds; one that may not be shown is not in it
 * @param ratios to the reference; not in it is what one of the two may not show
 * @param maxNanos the longest time of all rounds, an hour if it was longer; nothing if no
 *     percentile may be shown
 */
public record LatencyTimes(
    Map<Percentile, Interval> percentiles,
    Map<Percentile, Interval> ratios,
    OptionalLong maxNanos) {
  /** Makes the maps immutable. */
  public LatencyTimes {
    percentiles = Map.copyOf(percentiles);
    ratios = Map.copyOf(ratios);
  }
}
