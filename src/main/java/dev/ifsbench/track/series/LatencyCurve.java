package dev.ifsbench.track.series;

import dev.ifsbench.bench.latency.LatencyHistograms;
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
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogReader;

/**
 * All requests of one tag of a latency log, as a curve over the percentiles.
 *
 * @param tag of the log
 * @param requests how many
 * @param maxNanos the longest
 * @param points from the shortest time, closer to each other towards the longest, which has none:
 *     on an axis of one in N it lies at infinity
 */
public record LatencyCurve(String tag, long requests, long maxNanos, List<Point> points) {
  private static final int STEPS_PER_HALF_DISTANCE = 5;
  private static final double ALL = 100;

  /**
   * One point.
   *
   * @param oneIn one request in N took longer, from 1
   * @param nanos than this
   * @param isSupported whether at least {@value Percentile#LEAST_BEYOND} requests took longer
   */
  public record Point(double oneIn, double nanos, boolean isSupported) {}

  /** Makes the lists immutable. */
  public LatencyCurve {
    points = List.copyOf(points);
  }

  /**
   * Reads a log of nanoseconds.
   *
   * @param name of the run, for messages
   * @param log all of the file
   * @return one for each tag, in the log's order
   * @throws UnusableRunException if it is damaged
   */
  public static List<LatencyCurve> read(String name, byte[] log) throws UnusableRunException {
    Map<String, Histogram> totals = new LinkedHashMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log))) {
      EncodableHistogram interval = reader.nextIntervalHistogram();
      while (interval != null) {
        totals
            .computeIfAbsent(String.valueOf(interval.getTag()), tag -> LatencyHistograms.newTotal())
            .add((Histogram) interval);
        interval = reader.nextIntervalHistogram();
      }
      // The reader has no exception of its own: a damaged line shows as any of these.
    } catch (RuntimeException e) {
      throw new UnusableRunException(
          String.format(Locale.ROOT, "'%s' cannot be read: its latency log is damaged", name));
    }
    List<LatencyCurve> curves = new ArrayList<>();
    totals.forEach((tag, total) -> curves.add(of(tag, total)));
    return curves;
  }

  private static LatencyCurve of(String tag, Histogram total) {
    long requests = total.getTotalCount();
    List<Point> points = new ArrayList<>();
    for (HistogramIterationValue value : total.percentiles(STEPS_PER_HALF_DISTANCE)) {
      double percent = value.getPercentileLevelIteratedTo();
      if (percent < ALL) {
        long beyond = requests - value.getTotalCountToThisValue();
        points.add(
            new Point(
                ALL / (ALL - percent),
                value.getValueIteratedTo(),
                beyond >= Percentile.LEAST_BEYOND));
      }
    }
    return new LatencyCurve(tag, requests, total.getMaxValue(), points);
  }
}
