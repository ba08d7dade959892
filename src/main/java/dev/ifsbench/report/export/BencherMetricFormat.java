package dev.ifsbench.report.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.ScoreUnit;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Statistic;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.List;
import java.util.Optional;

/**
 * Bencher Metric Format: for each benchmark its measures, with the ends of the 95% interval.
 * Bencher's own measures are {@code latency}, in nanoseconds, and {@code throughput}, in operations
 * a second, of JMH's score; medians and percentiles are measures of their own, such as {@code
 * latency-p99}.
 */
final class BencherMetricFormat implements Export {
  @Override
  public String of(List<RunResults> runs, ExportOptions options) throws UnusableRunException {
    RunResults run = ExportedName.only(runs, "Bencher");
    ObjectNode root = new ObjectMapper().createObjectNode();
    for (BenchmarkSeries series : run.series()) {
      Optional<BenchmarkSeries> latency = series.in(ScoreUnit.NANOS_PER_OPERATION);
      Optional<BenchmarkSeries> throughput = series.in(ScoreUnit.OPERATIONS_PER_SECOND);
      String measure = latency.isPresent() ? "latency" : "throughput";
      if (latency.isEmpty() && throughput.isEmpty()) {
        measure = Printable.of(series.unit().text());
      }
      // Bencher's own measures are what it takes for the score: JMH's.
      if (!options.name(series).equals(Statistic.MEAN.toString())) {
        measure += "-" + options.name(series);
      }
      Interval mean = options.score(latency.or(() -> throughput).orElse(series));
      write(
          mean,
          root.withObjectProperty(ExportedName.of(series.key().ofScore())).putObject(measure));
    }
    return root.toPrettyString() + "\n";
  }

  private static void write(Interval mean, ObjectNode metric) {
    metric.put("value", mean.estimate());
    if (mean.isKnown()) {
      metric.put("lower_value", mean.low());
      metric.put("upper_value", mean.high());
    }
  }
}
