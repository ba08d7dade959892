package dev.ifsbench.track.series;

import dev.ifsbench.bench.latency.LatencyHistograms;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.stats.Percentile;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * Reads an HdrHistogram log of nanoseconds, with a series for each tag and each percentile that all
 * forks have samples enough for.
 *
 * <p>The log does not say which fork an interval is from. Intervals of one tag that follow each
 * other without a gap are of one fork: between two forks a JVM starts and warms up.
 */
final class LatencyLogReader {
  private static final long GAP_MILLIS = 50;

  private final Map<String, List<Histogram>> forks = new LinkedHashMap<>();
  private final Map<String, Long> ends = new LinkedHashMap<>();

  /**
   * Reads a latency log.
   *
   * @param name of the run, for messages
   * @param log all of the file
   * @throws UnusableRunException if it is damaged, or holds nothing
   */
  LatencyLogReader(String name, byte[] log) throws UnusableRunException {
    try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log))) {
      EncodableHistogram interval = reader.nextIntervalHistogram();
      while (interval != null) {
        add(interval);
        interval = reader.nextIntervalHistogram();
      }
      // The reader has no exception of its own: a damaged line shows as any of these.
    } catch (RuntimeException e) {
      throw new UnusableRunException(
          String.format(Locale.ROOT, "'%s' cannot be read: its latency log is damaged", name));
    }
    if (forks.isEmpty()) {
      throw new UnusableRunException(
          String.format(Locale.ROOT, "'%s' cannot be read: its latency log is empty", name));
    }
  }

  private void add(EncodableHistogram interval) {
    String tag = String.valueOf(interval.getTag());
    List<Histogram> ofTag = forks.computeIfAbsent(tag, t -> new ArrayList<>());
    Long end = ends.put(tag, interval.getEndTimeStamp());
    if (end == null || interval.getStartTimeStamp() > end + GAP_MILLIS) {
      ofTag.add(LatencyHistograms.newTotal());
    }
    ofTag.get(ofTag.size() - 1).add((Histogram) interval);
  }

  /** The requests of each fork, by tag in the order of the log. */
  Map<String, List<Histogram>> forks() {
    return forks;
  }

  /** The percentiles, by tag in the order of the log. */
  List<BenchmarkSeries> series() {
    List<BenchmarkSeries> series = new ArrayList<>();
    forks.forEach((tag, ofTag) -> series.addAll(series(tag, ofTag)));
    return series;
  }

  private static List<BenchmarkSeries> series(String tag, List<Histogram> forks) {
    SeriesKey key = SeriesKey.ofScore(BenchmarkId.ofLatencyTag(tag));
    long fewest = forks.stream().mapToLong(Histogram::getTotalCount).min().orElse(0);
    List<BenchmarkSeries> series = new ArrayList<>();
    for (Percentile percentile : Percentile.values()) {
      if (fewest >= percentile.leastSamples()) {
        double[][] values =
            forks.stream()
                .map(fork -> new double[] {fork.getValueAtPercentile(percentile.percent())})
                .toArray(double[][]::new);
        series.add(new BenchmarkSeries(key.of(percentile), ScoreUnit.NANOS_PER_OPERATION, values));
      }
    }
    return series;
  }
}
