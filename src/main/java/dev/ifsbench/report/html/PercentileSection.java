package dev.ifsbench.report.html;

import dev.ifsbench.bench.latency.LatencyTag;
import dev.ifsbench.report.text.Figures;
import dev.ifsbench.report.text.Glyphs;
import dev.ifsbench.track.compare.ComparedSeries;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.LatencyCurve;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Percentile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.nodes.Element;
import org.openjdk.jmh.annotations.Mode;

/**
 * The percentiles of a run: for each setting a table with their intervals, and where there is a
 * latency log a curve for each kind of handle, on HdrHistogram's axis.
 */
final class PercentileSection {
  private static final double NANOS_PER_MICRO = 1000;
  private static final String MICROS = "\u00b5s";
  private static final String NOT_SHOWN = "-";

  private final Figures figures;
  private final Charts charts;
  private final ReportedRun run;
  private final Names names;

  /** What there is of one kind of handle in one setting. */
  private static final class Row {
    final Map<Percentile, ComparedSeries> percentiles = new EnumMap<>(Percentile.class);
    LatencyCurve curve;
  }

  PercentileSection(Glyphs glyphs, Charts charts, ReportedRun run) {
    this.figures = new Figures(glyphs);
    this.charts = charts;
    this.run = run;
    this.names = new Names(run.comparisons());
  }

  /** Appends what there is: nothing for a run without percentiles. */
  void addTo(Element section) {
    Map<String, Set<String>> objections = objections();
    objections.forEach(
        (what, reasons) ->
            section
                .appendElement("p")
                .addClass("warning")
                .text(
                    String.format(
                        Locale.ROOT, "Not shown: %s, for %s.", what, String.join("; ", reasons))));
    settings(objections.keySet()).forEach((setting, rows) -> addSetting(section, setting, rows));
  }

  private Map<String, Set<String>> objections() {
    Map<String, Set<String>> objections = new LinkedHashMap<>();
    for (BenchmarkSeries series : run.results().series()) {
      if (series.key().percentile().isPresent()) {
        series
            .flaw()
            .ifPresent(
                flaw ->
                    objections
                        .computeIfAbsent(series.key().benchmark(), tag -> new LinkedHashSet<>())
                        .add(flaw));
      }
    }
    return objections;
  }

  /** By setting and kind, the kinds in the order of their colours. */
  private Map<SeriesKey, Map<String, Row>> settings(Set<String> objectionable) {
    Map<SeriesKey, Map<String, Row>> found = new LinkedHashMap<>();
    for (ComparedSeries comparison : run.comparisons()) {
      comparison
          .series()
          .key()
          .percentile()
          .ifPresent(
              percentile ->
                  row(found, comparison.series().key()).percentiles.put(percentile, comparison));
    }
    for (LatencyCurve curve : run.curves()) {
      if (!objectionable.contains(curve.tag())) {
        SeriesKey key = new SeriesKey(curve.tag(), Mode.SampleTime, 1, Map.of(), Optional.empty());
        row(found, key).curve = curve;
      }
    }
    Map<SeriesKey, Map<String, Row>> ordered = new LinkedHashMap<>();
    found.forEach(
        (setting, rows) -> {
          Map<String, Row> inOrder = new LinkedHashMap<>();
          for (String kind : Names.numbered(rows.keySet()).keySet()) {
            if (rows.containsKey(kind)) {
              inOrder.put(kind, rows.get(kind));
            }
          }
          ordered.put(setting, inOrder);
        });
    return ordered;
  }

  private static Row row(Map<SeriesKey, Map<String, Row>> found, SeriesKey key) {
    return found
        .computeIfAbsent(key.withoutHandle().ofScore(), s -> new LinkedHashMap<>())
        .computeIfAbsent(key.handle().orElse("all"), kind -> new Row());
  }

  private void addSetting(Element section, SeriesKey setting, Map<String, Row> rows) {
    Element card = section.appendElement("article").addClass("card");
    boolean logged = rows.values().stream().anyMatch(row -> row.curve != null);
    String title = logged ? title(setting.benchmark()) : names.title(setting);
    card.appendElement("h3").text(title);
    if (logged) {
      charts.add(
          card,
          "percentiles",
          String.format(
              Locale.ROOT,
              "Time in %s that the given share of requests does not exceed; pale dots: fewer than %d requests took longer",
              MICROS,
              Percentile.LEAST_BEYOND),
          "The table holds the percentiles.",
          Map.of("y", MICROS, "lines", lines(rows)));
    }
    addTimes(card, title, rows);
    addRatios(card, title, rows);
  }

  /** As in {@code UNIX, 64B, depth1: response time}. */
  private static String title(String tag) {
    return LatencyTag.parse(tag)
        .map(read -> read.setting().replace("-", ", ") + ": " + read.measure())
        .orElse(tag);
  }

  private static List<Map<String, Object>> lines(Map<String, Row> rows) {
    Map<String, Integer> numbers = Names.numbered(rows.keySet());
    List<Map<String, Object>> lines = new ArrayList<>();
    rows.forEach(
        (kind, row) -> {
          if (row.curve != null) {
            lines.add(
                Map.of(
                    "label",
                    kind,
                    "series",
                    numbers.get(kind),
                    "points",
                    row.curve.points().stream()
                        .map(
                            point ->
                                List.of(
                                    point.oneIn(),
                                    point.nanos() / NANOS_PER_MICRO,
                                    point.isSupported()))
                        .toList()));
          }
        });
    return lines;
  }

  private void addTimes(Element card, String title, Map<String, Row> rows) {
    boolean logged = rows.values().stream().anyMatch(row -> row.curve != null);
    List<String> columns = new ArrayList<>(List.of("handle"));
    for (Percentile percentile : Percentile.values()) {
      columns.add(percentile + ", " + (logged ? MICROS : unit(rows)));
    }
    if (logged) {
      columns.addAll(List.of("max, " + MICROS, "requests"));
    }
    HtmlTable table = new HtmlTable(card, title, columns.toArray(String[]::new));
    rows.forEach(
        (kind, row) -> {
          table.row(kind);
          addCells(
              table,
              percentile ->
                  Optional.ofNullable(row.percentiles.get(percentile))
                      .map(found -> logged ? inMicros(found.score()) : found.score()),
              figures::score);
          if (row.curve != null) {
            double max = row.curve.maxNanos() / NANOS_PER_MICRO;
            table.number(figures.time(max), max);
            table.count(row.curve.requests());
          }
        });
  }

  private static String unit(Map<String, Row> rows) {
    return rows.values().stream()
        .flatMap(row -> row.percentiles.values().stream())
        .map(comparison -> comparison.series().unit().text())
        .findFirst()
        .orElse("");
  }

  private void addRatios(Element card, String title, Map<String, Row> rows) {
    Set<String> references = new LinkedHashSet<>();
    rows.values().stream()
        .flatMap(row -> row.percentiles.values().stream())
        .flatMap(comparison -> comparison.contrasts().stream())
        .forEach(contrast -> references.add(contrast.reference()));
    if (references.isEmpty()) {
      return;
    }
    List<String> columns = new ArrayList<>(List.of("handle", "against"));
    for (Percentile percentile : Percentile.values()) {
      columns.add(percentile.toString());
    }
    Element details = card.appendElement("details");
    details.appendElement("summary").text("Ratios between the kinds");
    HtmlTable table = new HtmlTable(details, "Ratios, " + title, columns.toArray(String[]::new));
    for (String reference : references) {
      rows.forEach(
          (kind, row) -> {
            Function<Percentile, Optional<Interval>> ratios =
                percentile -> contrast(row, percentile, reference).map(Contrast::ratio);
            if (row.percentiles.keySet().stream().anyMatch(p -> ratios.apply(p).isPresent())) {
              table.row(kind).text(reference);
              addCells(table, ratios, figures::ratio);
            }
          });
    }
  }

  private static Optional<Contrast> contrast(Row row, Percentile percentile, String reference) {
    return Optional.ofNullable(row.percentiles.get(percentile)).stream()
        .flatMap(comparison -> comparison.contrasts().stream())
        .filter(contrast -> contrast.reference().equals(reference))
        .findFirst();
  }

  /** A cell for each percentile. */
  private static void addCells(
      HtmlTable table,
      Function<Percentile, Optional<Interval>> values,
      Function<Interval, String> shown) {
    for (Percentile percentile : Percentile.values()) {
      Optional<Interval> value = values.apply(percentile);
      if (value.isPresent()) {
        table.interval(shown.apply(value.get()), value.get());
      } else {
        table.text(NOT_SHOWN);
      }
    }
  }

  private static Interval inMicros(Interval nanos) {
    return new Interval(
        nanos.estimate() / NANOS_PER_MICRO,
        nanos.low() / NANOS_PER_MICRO,
        nanos.high() / NANOS_PER_MICRO);
  }
}
