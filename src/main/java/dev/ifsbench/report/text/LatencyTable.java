package dev.ifsbench.report.text;

import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.track.compare.LatencySummary;
import dev.ifsbench.track.compare.LatencyTimes;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Percentile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Percentiles of latencies: the kinds of handle beneath each other, for each percentile. */
final class LatencyTable {
  private static final String NOT_SHOWN = "-";
  private static final double NANOS_PER_MICRO = 1000;

  private final Figures figures;

  LatencyTable(Glyphs glyphs) {
    this.figures = new Figures(glyphs);
  }

  /**
   * Lays out one block for each setting.
   *
   * @param summaries in the order in which to show them
   * @param rate requests a second
   * @return lines of about 130 columns at most
   */
  List<String> lines(List<LatencySummary> summaries, int rate) {
    Map<String, List<LatencySummary>> settings = new LinkedHashMap<>();
    for (LatencySummary summary : summaries) {
      String setting = summary.combination().without(BenchmarkId.HANDLE).label();
      settings.computeIfAbsent(setting, s -> new ArrayList<>()).add(summary);
    }
    List<String> lines = new ArrayList<>();
    settings.forEach(
        (setting, kinds) -> {
          if (!lines.isEmpty()) {
            lines.add("");
          }
          lines.add(String.format(Locale.ROOT, "%s, %d requests/s", setting, rate));
          lines.addAll(block(kinds));
        });
    return lines;
  }

  private List<String> block(List<LatencySummary> kinds) {
    TextTable table = new TextTable();
    String ratio =
        kinds.stream()
            .flatMap(kind -> kind.reference().stream())
            .findFirst()
            .map(text -> String.format(Locale.ROOT, "ratio to %s", text))
            .orElse("");
    table.add("", "handle", "response time, us", ratio, "service time, us", ratio);
    for (Percentile percentile : Percentile.values()) {
      String label = percentile.toString();
      for (LatencySummary kind : kinds) {
        addPercentile(table, label, kind, percentile);
        label = "";
      }
    }
    String label = "max";
    for (LatencySummary kind : kinds) {
      table.add(
          label,
          kind.combination().value(BenchmarkId.HANDLE),
          max(kind.times().get(LatencyMeasure.RESPONSE)),
          "",
          max(kind.times().get(LatencyMeasure.SERVICE)),
          "");
      label = "";
    }
    return table.lines();
  }

  private void addPercentile(
      TextTable table, String label, LatencySummary kind, Percentile percentile) {
    LatencyTimes response = kind.times().get(LatencyMeasure.RESPONSE);
    LatencyTimes service = kind.times().get(LatencyMeasure.SERVICE);
    table.add(
        label,
        kind.combination().value(BenchmarkId.HANDLE),
        time(response, percentile),
        ratio(kind, response, percentile),
        time(service, percentile),
        ratio(kind, service, percentile));
  }

  private String time(LatencyTimes times, Percentile percentile) {
    Interval nanos = times.percentiles().get(percentile);
    return nanos == null ? NOT_SHOWN : figures.score(inMicros(nanos));
  }

  private String ratio(LatencySummary kind, LatencyTimes times, Percentile percentile) {
    if (kind.reference().isEmpty()) {
      return "";
    }
    Interval ratio = times.ratios().get(percentile);
    return ratio == null ? NOT_SHOWN : figures.ratio(ratio);
  }

  private String max(LatencyTimes times) {
    return times.maxNanos().isPresent()
        ? figures.time(times.maxNanos().getAsLong() / NANOS_PER_MICRO)
        : NOT_SHOWN;
  }

  private static Interval inMicros(Interval nanos) {
    return new Interval(
        nanos.estimate() / NANOS_PER_MICRO,
        nanos.low() / NANOS_PER_MICRO,
        nanos.high() / NANOS_PER_MICRO);
  }
}
