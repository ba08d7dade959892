package dev.ifsbench.track.compare;

import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.bench.latency.LatencySample;
import dev.ifsbench.track.stats.Percentile;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * One measure of one benchmark: the percentiles of each fork, in nanoseconds. None may be shown if
 * a fork did not hold the rate.
 */
final class LatencyDistribution {
  private final Map<Percentile, double[][]> times = new EnumMap<>(Percentile.class);
  private long samples;
  private long fewest = Long.MAX_VALUE;
  private long max;
  private final boolean held;

  /**
   * Reads the histograms.
   *
   * @param forks one a round, at least one
   * @param measure which time
   */
  LatencyDistribution(List<LatencySample> forks, LatencyMeasure measure) {
    held = LatencySample.objection(forks).isEmpty();
    for (Percentile percentile : Percentile.values()) {
      times.put(percentile, new double[forks.size()][1]);
    }
    for (int round = 0; round < forks.size(); round++) {
      add(round, forks.get(round).total(measure));
    }
  }

  private void add(int round, Histogram histogram) {
    for (Percentile percentile : Percentile.values()) {
      times.get(percentile)[round][0] = histogram.getValueAtPercentile(percentile.percent());
    }
    samples += histogram.getTotalCount();
    fewest = Math.min(fewest, histogram.getTotalCount());
    max = Math.max(max, histogram.getMaxValue());
  }

  /** By round; each has one value, its fork's. */
  double[][] times(Percentile percentile) {
    return times.get(percentile);
  }

  /** Whether all forks held the rate, and enough requests of each took longer than that. */
  boolean shows(Percentile percentile) {
    return held && fewest >= percentile.leastSamples();
  }

  /** Requests of all forks. */
  long samples() {
    return samples;
  }

  /** Requests of the fork that has the fewest. */
  long fewest() {
    return fewest;
  }

  /** The longest time of all forks; nothing if one did not hold the rate. */
  OptionalLong max() {
    return held ? OptionalLong.of(max) : OptionalLong.empty();
  }
}
