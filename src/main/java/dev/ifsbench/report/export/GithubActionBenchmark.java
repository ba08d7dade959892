package dev.ifsbench.report.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.List;
import java.util.Locale;

/**
 * The array that github-action-benchmark reads as {@code customSmallerIsBetter}. A throughput is
 * written as the time that one operation takes.
 */
final class GithubActionBenchmark implements Export {
  @Override
  public String of(List<RunResults> runs, ExportOptions options) throws UnusableRunException {
    RunResults run = ExportedName.only(runs, "github-action-benchmark");
    ArrayNode array = new ObjectMapper().createArrayNode();
    for (BenchmarkSeries series : run.series()) {
      BenchmarkSeries times = series.smallerIsBetter();
      if (!Double.isFinite(times.jmhScore())) {
        options
            .leftOut()
            .accept(
                String.format(
                    Locale.ROOT, "%s, because a throughput of zero is no time", series.key()));
        continue;
      }
      Interval mean = options.score(times);
      ObjectNode entry = array.addObject();
      entry.put("name", ExportedName.of(series.key()));
      entry.put("unit", times.unit().text());
      entry.put("value", mean.estimate());
      if (Double.isFinite(mean.low()) && Double.isFinite(mean.high())) {
        double reach = Math.max(mean.high() - mean.estimate(), mean.estimate() - mean.low());
        entry.put("range", String.format(Locale.ROOT, "\u00b1 %.4g", reach));
      }
      entry.put(
          "extra",
          String.format(Locale.ROOT, "score: %s, forks: %d", options.name(series), series.forks()));
    }
    return array.toPrettyString() + "\n";
  }
}
