package dev.ifsbench.report.text;

import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.compare.LatencySummary;
import dev.ifsbench.track.compare.LatencyTimes;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Percentile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Percentiles of latencies: the kinds of handle beneath each other, for each percentile. */
final class LatencyTable {
  private static final String NOT_SHOWN = "-";
  private static final double NANOS_PER_MICRO = 1000;

  private final Screen screen;
  private final Figures figures;

  LatencyTable(Screen screen) {
    this.screen = screen;
    this.figures = new Figures(screen.glyphs());
  }

  /**
   * Lays out one block for each setting.
   *
   * @param summaries in the order in which to show them
   * @param rate requests a second
   * @return lines that fit on the screen
   */
  List<String> lines(List<LatencySummary> summaries, int rate) {
    Map<String, List<LatencySummary>> settings = new LinkedHashMap<>();
    for (LatencySummary summary : summaries) {
      String setting = summary.benchmark().setting().label();
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

  /** The median and the 99th percentile of response times. */
  List<String> soFar(List<LatencySummary> summaries) {
    TextTable rows = new TextTable(screen);
    rows.add("response time, us", "p50", "p99");
    for (LatencySummary summary : summaries) {
      LatencyTimes times = summary.times().get(LatencyMeasure.RESPONSE);
      rows.add(
          summary.benchmark().label(), time(times, Percentile.P50), time(times, Percentile.P99));
    }
    return rows.lines();
  }

  /** Both measures side by side, or beneath each other where that is too wide. */
  private List<String> block(List<LatencySummary> kinds) {
    TextTable both = table(kinds, List.of(LatencyMeasure.values()));
    if (both.fits()) {
      return both.lines();
    }
    List<String> lines = new ArrayList<>();
    for (LatencyMeasure measure : LatencyMeasure.values()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(table(kinds, List.of(measure)).lines());
    }
    return lines;
  }

  private TextTable table(List<LatencySummary> kinds, List<LatencyMeasure> measures) {
    TextTable table = new TextTable(screen);
    String ratio =
        kinds.stream()
            .flatMap(kind -> kind.reference().stream())
            .findFirst()
            .map(text -> String.format(Locale.ROOT, "ratio to %s", text))
            .orElse("");
    List<String> headings = new ArrayList<>(List.of("", "handle"));
    for (LatencyMeasure measure : measures) {
      headings.add(measure + ", us");
      headings.add(ratio);
    }
    table.add(headings);
    for (Percentile percentile : Percentile.values()) {
      String label = percentile.toString();
      for (LatencySummary kind : kinds) {
        add(table, label, kind, measures, measure -> cells(kind, measure, percentile));
        label = "";
      }
    }
    String label = "max";
    for (LatencySummary kind : kinds) {
      add(table, label, kind, measures, measure -> List.of(max(kind.times().get(measure)), ""));
      label = "";
    }
    return table;
  }

  private static void add(
      TextTable table,
      String label,
      LatencySummary kind,
      List<LatencyMeasure> measures,
      Function<LatencyMeasure, List<String>> cells) {
    List<String> row = new ArrayList<>(List.of(label, kind.benchmark().kind()));
    measures.forEach(measure -> row.addAll(cells.apply(measure)));
    table.add(row);
  }

  private List<String> cells(LatencySummary kind, LatencyMeasure measure, Percentile percentile) {
    LatencyTimes times = kind.times().get(measure);
    return List.of(time(times, percentile), ratio(kind, times, percentile));
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
    return ratio == null ? NOT_SHOWN : screen.style().ratio(ratio, figures.ratio(ratio));
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
