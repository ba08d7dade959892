package dev.ifsbench.bench.profile;

import dev.ifsbench.trace.check.CallStatistics;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.EventSink;
import dev.ifsbench.trace.recording.TraceEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResultMetaData;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** The upcalls of a fork during its measurement. */
final class CallCounters implements EventSink {
  /** What the names of all metrics begin with. */
  static final String PREFIX = "ifs";

  private static final List<CallKind> KINDS =
      List.of(CallKind.MODIFY, CallKind.CREATE, CallKind.CLOSE, CallKind.QUERY);

  private static final String AT_LEAST = " (at least)";

  private final Map<CallKind, CallStatistics> calls = new EnumMap<>(CallKind.class);
  private final long from;
  private final long to;
  private final long operations;

  CallCounters(BenchmarkResultMetaData measured) {
    from = TimeUnit.MILLISECONDS.toNanos(measured.getMeasurementTime());
    to = TimeUnit.MILLISECONDS.toNanos(measured.getStopTime());
    operations = measured.getMeasurementOps();
    KINDS.forEach(kind -> calls.put(kind, new CallStatistics()));
  }

  @Override
  public void accept(TraceEvent event) {
    CallStatistics statistics = calls.get(event.kind());
    if (statistics != null && event.start() >= from && event.end() <= to) {
      statistics.add(event);
    }
  }

  /**
   * The secondary results of the fork.
   *
   * @param lostBytes how many bytes of events were lost; if any, counts are lower bounds
   */
  List<Result<?>> results(long lostBytes) {
    List<Result<?>> results = new ArrayList<>();
    String mark = lostBytes == 0 ? "" : AT_LEAST;
    calls.forEach((kind, statistics) -> add(kind, statistics, mark, results));
    if (lostBytes > 0) {
      results.add(scalar(PREFIX + ".lost", (double) lostBytes, "bytes", AggregationPolicy.SUM));
    }
    return results;
  }

  private void add(CallKind kind, CallStatistics statistics, String mark, List<Result<?>> results) {
    String label = PREFIX + "." + kind.name().toLowerCase(Locale.ROOT) + ".";
    double perOperation = operations == 0 ? 0 : (double) statistics.calls() / operations;
    results.add(scalar(label + "calls" + mark, perOperation, "#/op", AggregationPolicy.AVG));
    if (statistics.timed() > 0) {
      results.add(
          scalar(label + "p50", (double) statistics.nanos(50), "ns", AggregationPolicy.AVG));
      results.add(
          scalar(label + "p99", (double) statistics.nanos(99), "ns", AggregationPolicy.AVG));
      results.add(
          scalar(label + "max", (double) statistics.maxNanos(), "ns", AggregationPolicy.MAX));
    }
    results.add(
        scalar(
            label + "failures" + mark, (double) statistics.failed(), "#", AggregationPolicy.SUM));
  }

  private static ScalarResult scalar(
      String label, double value, String unit, AggregationPolicy policy) {
    return new ScalarResult(label, value, unit, policy);
  }
}
