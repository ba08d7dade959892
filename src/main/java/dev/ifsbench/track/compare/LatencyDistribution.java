package dev.ifsbench.track.compare;

import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.bench.latency.LatencySample;
import dev.ifsbench.track.stats.Percentile;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One measure of one combination: the percentiles of each fork, in nanoseconds. */
final class LatencyDistribution {
  private final Map<Percentile, double[][]> times = new EnumMap<>(Percentile.class);
  private long samples;
  private long fewest = Long.MAX_VALUE;
  private long max;

  /**
   * Reads the histograms.
   *
   * @param forks one a round, at least one
   * @param measure which time
   */
  LatencyDistribution(List<LatencySample> forks, LatencyMeasure measure) {
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

  /** Whether enough requests of each fork took longer than the percentile. */
  boolean supports(Percentile percentile) {
    return fewest >= percentile.leastSamples();
  }

  /** Requests of all forks. */
  long samples() {
    return samples;
  }

  /** Requests of the fork that has the fewest. */
  long fewest() {
    return fewest;
  }

  /** The longest time of all forks. */
  long max() {
    return max;
  }
}
