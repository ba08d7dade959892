package dev.ifsbench.bench.latency;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.HistogramLogWriter;

/** What a fork would have recorded, with times of one's choice. */
public final class FakeLatencies {
  private FakeLatencies() {}

  /** The log's lines of requests that were all on time. */
  public static List<String> lines(
      Schedule schedule, String label, long startMillis, LongUnaryOperator nanosByRequest) {
    LatencyHistograms histograms = new LatencyHistograms(schedule);
    for (long request = 0; request < schedule.requests(); request++) {
      long nanos = nanosByRequest.applyAsLong(request);
      histograms.record(request, nanos, nanos);
    }
    return lines(histograms, label, startMillis);
  }

  public static List<String> lines(LatencyHistograms histograms, String label, long startMillis) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    HistogramLogWriter log = new HistogramLogWriter(bytes);
    histograms.writeTo(log, label, startMillis);
    log.close();
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
