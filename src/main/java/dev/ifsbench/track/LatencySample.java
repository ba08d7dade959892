package dev.ifsbench.track;

import dev.ifsbench.bench.LatencyHistograms;
import dev.ifsbench.bench.LatencyMeasure;
import dev.ifsbench.bench.Pace;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * What one fork recorded. It holds the log's lines and not the histograms, which are a hundred
 * times as large.
 *
 * @param pace whether the fork held the rate
 * @param lines of an HdrHistogram log: a histogram for each interval and measure
 */
public record LatencySample(Pace pace, List<String> lines) {
  /** Copies. */
  public LatencySample {
    lines = List.copyOf(lines);
  }

  /**
   * All intervals of one measure.
   *
   * @param measure which time
   * @return a new histogram, of nanoseconds
   */
  Histogram total(LatencyMeasure measure) {
    Histogram total = LatencyHistograms.newTotal();
    byte[] log = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log));
    EncodableHistogram interval = reader.nextIntervalHistogram();
    while (interval != null) {
      if (interval.getTag().endsWith("." + measure.key())) {
        total.add((Histogram) interval);
      }
      interval = reader.nextIntervalHistogram();
    }
    return total;
  }
}
