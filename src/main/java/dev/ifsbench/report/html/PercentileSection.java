package dev.ifsbench.report.html;

import dev.ifsbench.bench.latency.LatencyTag;
import dev.ifsbench.report.html.chart.Axis;
import dev.ifsbench.report.html.chart.Figure;
import dev.ifsbench.report.html.chart.ForeignText;
import dev.ifsbench.report.html.chart.XyPlot;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.text.Figures;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.run.BenchmarkId;
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

/**
 * The percentiles of a run: for each setting a table with their intervals, and where there is a
 * latency log a curve for each kind of handle, on HdrHistogram's axis.
 */
final class PercentileSection {
  private static final int HEIGHT = 340;
  private static final double NANOS_PER_MICRO = 1000;
  private static final String MICROS = "\u00b5s";
  private static final String NOT_SHOWN = "-";

  private final Figures figures;
  private final Cards cards;
  private final ReportedRun run;
  private final Names names;

  /** What there is of one kind of handle in one setting. */
  private static final class Row {
    final Map<Percentile, ComparedRow<BenchmarkSeries>> percentiles =
        new EnumMap<>(Percentile.class);
    LatencyCurve curve;
  }

  PercentileSection(Glyphs glyphs, Cards cards, ReportedRun run) {
    this.figures = new Figures(glyphs);
    this.cards = cards;
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
    for (ComparedRow<BenchmarkSeries> comparison : run.comparisons()) {
      comparison
          .subject()
          .key()
          .percentile()
          .ifPresent(
              percentile ->
                  row(found, comparison.subject().key()).percentiles.put(percentile, comparison));
    }
    for (LatencyCurve curve : run.curves()) {
      if (!objectionable.contains(curve.tag())) {
        SeriesKey key = SeriesKey.ofScore(BenchmarkId.ofLatencyTag(curve.tag()));
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
    boolean logged = rows.values().stream().anyMatch(row -> row.curve != null);
    String title = logged ? title(setting.benchmark()) : names.title(setting);
    Element card = cards.add(section, title, setting.params());
    if (logged) {
      Figure figure =
          new Figure(
              card,
              String.format(
                  Locale.ROOT,
                  "Time in %s that the given share of requests does not exceed; thin: each fork; thick: their mean, where at least %d requests of each fork took longer",
                  MICROS,
                  Percentile.LEAST_BEYOND),
              "The table holds the percentiles.");
      draw(figure, rows);
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

  private void draw(Figure figure, Map<String, Row> rows) {
    Values values = new Values();
    double most = 2;
    for (Row row : rows.values()) {
      row.percentiles.values().forEach(found -> values.add(inMicros(found.level())));
      if (row.curve != null) {
        for (List<LatencyCurve.Point> fork : row.curve.forks()) {
          for (LatencyCurve.Point point : fork) {
            // A logarithm has no place for what took less than the clock can tell.
            if (point.nanos() > 0) {
              values.add(point.nanos() / NANOS_PER_MICRO);
            }
            most = Math.max(most, point.oneIn());
          }
        }
      }
    }
    if (values.isEmpty()) {
      return;
    }
    XyPlot plot =
        new XyPlot(
            figure, new Axis(true, 1, most), values.other(), values.fromZero(), MICROS, HEIGHT);
    plot.addPlaces(places(most), "percentile");
    Map<String, Integer> numbers = Names.numbered(rows.keySet());
    rows.forEach(
        (kind, row) -> {
          if (row.curve != null) {
            row.curve.forks().forEach(fork -> addCurve(plot, numbers.get(kind), "thin", fork));
          }
        });
    rows.forEach(
        (kind, row) -> {
          if (row.curve != null) {
            addCurve(plot, numbers.get(kind), "", row.curve.mean());
          }
          addMarks(plot, numbers.get(kind), kind, row);
        });
    figure.addLegend(SweepSection.only(numbers, rows.keySet()));
  }

  private static void addCurve(
      XyPlot plot, int number, String style, List<LatencyCurve.Point> points) {
    List<XyPlot.Point> drawn =
        points.stream()
            .filter(point -> point.nanos() > 0)
            .map(point -> new XyPlot.Point(point.oneIn(), point.nanos() / NANOS_PER_MICRO))
            .toList();
    if (drawn.size() > 1) {
      plot.addCurve(number, style, drawn);
    }
  }

  /** The percentiles of the table. */
  private void addMarks(XyPlot plot, int number, String kind, Row row) {
    row.percentiles.forEach(
        (percentile, found) -> {
          Interval micros = inMicros(found.level());
          if (micros.estimate() > 0) {
            plot.addMark(
                number,
                percentile.oneIn(),
                micros,
                0,
                String.format(
                    Locale.ROOT,
                    "%s, %s: %s %s",
                    ForeignText.cut(kind, ForeignText.MOST),
                    percentile,
                    figures.score(micros),
                    MICROS));
          }
        });
  }

  /** HdrHistogram's axis: 90%, 99%, 99.9% and so on at equal distances. */
  private static Map<Double, String> places(double most) {
    Map<Double, String> places = new LinkedHashMap<>();
    places.put(1.0, "0%");
    for (double oneIn = 10; oneIn <= most; oneIn *= 10) {
      places.put(oneIn, Axis.text(100 - 100 / oneIn) + "%");
    }
    return places;
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
                      .map(found -> logged ? inMicros(found.level()) : found.level()),
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
        .map(comparison -> comparison.subject().unit().text())
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
