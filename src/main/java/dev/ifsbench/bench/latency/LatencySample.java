package dev.ifsbench.bench.latency;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
  /** How the objection to a fork that was too slow begins. */
  public static final String RATE_NOT_HELD = "the rate was not held";

  /** Makes the list immutable. */
  public LatencySample {
    lines = List.copyOf(lines);
  }

  /**
   * All intervals of one measure.
   *
   * @param measure which time
   * @return a new histogram, of nanoseconds
   */
  public Histogram total(LatencyMeasure measure) {
    Histogram total = LatencyHistograms.newTotal();
    // The reader wants a line end after the last line too.
    byte[] log = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log));
    EncodableHistogram interval = reader.nextIntervalHistogram();
    while (interval != null) {
      if (LatencyTag.parse(interval.getTag()).filter(tag -> tag.measure() == measure).isPresent()) {
        total.add((Histogram) interval);
      }
      interval = reader.nextIntervalHistogram();
    }
    return total;
  }

  /**
   * When the first interval began.
   *
   * @return seconds after the log's base time; positive infinity if nothing was recorded
   */
  public double startSeconds() {
    return lines.isEmpty()
        ? Double.POSITIVE_INFINITY
        : Double.parseDouble(lines.get(0).split(",", -1)[1]);
  }

  /**
   * Why no percentile of these forks may be shown.
   *
   * @param forks one a round
   * @return a clause about the rate, or nothing if all held it
   */
  public static Optional<String> objection(List<LatencySample> forks) {
    List<String> objections =
        forks.stream().flatMap(fork -> fork.pace().objection().stream()).toList();
    return objections.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s in %d of %d rounds: %s",
                RATE_NOT_HELD,
                objections.size(),
                forks.size(),
                objections.get(0)));
  }
}
