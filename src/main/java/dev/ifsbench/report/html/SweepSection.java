package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.Axis;
import dev.ifsbench.report.html.chart.Figure;
import dev.ifsbench.report.html.chart.ForeignText;
import dev.ifsbench.report.html.chart.XyPlot;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.text.Figures;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.SeriesKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.nodes.Element;

/**
 * How scores grow with a parameter that counts something, such as depth or payload: a line for each
 * kind of handle, everything else the same.
 */
final class SweepSection {
  private static final int HEIGHT = 300;
  private static final String COUNT = "\\d{1,12}";

  private final Figures figures;
  private final Cards cards;
  private final List<ComparedRow<BenchmarkSeries>> scores;
  private final Names names;

  /** All points of one chart: by kind, by the parameter's value. */
  private record Sweep(
      String title,
      Map<String, String> params,
      String unit,
      Map<String, SortedMap<Long, ComparedRow<BenchmarkSeries>>> kinds) {
    boolean isOne() {
      return kinds.values().stream().anyMatch(points -> points.size() > 1);
    }
  }

  SweepSection(Glyphs glyphs, Cards cards, ReportedRun run) {
    this.figures = new Figures(glyphs);
    this.cards = cards;
    this.scores = ScoreSection.scores(run);
    this.names = new Names(scores);
  }

  /** Appends a card for each parameter and setting; nothing if no parameter has several values. */
  void addTo(Element section) {
    parameters().forEach(parameter -> addParameter(section, parameter));
  }

  private List<String> parameters() {
    return scores.stream()
        .flatMap(score -> score.subject().setting().params().keySet().stream())
        .distinct()
        .filter(name -> !names.common().containsKey(name))
        .filter(this::counts)
        .sorted()
        .toList();
  }

  private boolean counts(String parameter) {
    return scores.stream()
        .map(score -> score.subject().setting().params().get(parameter))
        .allMatch(value -> value == null || value.matches(COUNT));
  }

  private void addParameter(Element section, String parameter) {
    Map<SeriesKey, Sweep> sweeps = new LinkedHashMap<>();
    for (ComparedRow<BenchmarkSeries> score : scores) {
      SeriesKey setting = score.subject().setting();
      String value = setting.params().get(parameter);
      if (value != null) {
        sweeps
            .computeIfAbsent(
                setting.without(parameter),
                other ->
                    new Sweep(
                        names.title(other),
                        other.params(),
                        score.subject().unit().text(),
                        new LinkedHashMap<>()))
            .kinds()
            .computeIfAbsent(score.subject().handle().orElse("score"), kind -> new TreeMap<>())
            .put(Long.parseLong(value), score);
      }
    }
    sweeps.values().stream()
        .filter(Sweep::isOne)
        .forEach(sweep -> addSweep(section, parameter, sweep));
  }

  private void addSweep(Element section, String parameter, Sweep sweep) {
    String title = String.format(Locale.ROOT, "By %s: %s", parameter, sweep.title());
    Element card = cards.add(section, title, sweep.params());
    ShownUnit unit =
        ShownUnit.of(
            sweep.unit(),
            sweep.kinds().values().stream()
                .flatMap(points -> points.values().stream())
                .map(ComparedRow::level)
                .toList());
    Figure figure =
        new Figure(
            card,
            String.format(Locale.ROOT, "Score in %s by %s", unit.text(), parameter),
            "The table holds all points.");
    draw(figure, parameter, sweep, unit);
    addTable(card, title, parameter, sweep, unit);
  }

  private void draw(Figure figure, String parameter, Sweep sweep, ShownUnit unit) {
    SortedSet<Long> places = new TreeSet<>();
    sweep.kinds().values().forEach(points -> places.addAll(points.keySet()));
    Values values = new Values();
    sweep
        .kinds()
        .values()
        .forEach(points -> points.values().forEach(score -> values.add(unit.of(score.level()))));
    XyPlot plot =
        new XyPlot(figure, places(places), values.fromZero(), values.other(), unit.text(), HEIGHT);
    Map<Double, String> ticks = new LinkedHashMap<>();
    places.forEach(place -> ticks.put((double) place, Axis.text(place)));
    plot.addPlaces(ticks, parameter);
    Map<String, Integer> numbers = Names.numbered(sweep.kinds().keySet());
    int index = 0;
    for (Map.Entry<String, SortedMap<Long, ComparedRow<BenchmarkSeries>>> kind :
        sweep.kinds().entrySet()) {
      int number = numbers.get(kind.getKey());
      // Intervals of several kinds at one place stand beside each other.
      double shift = (index - (sweep.kinds().size() - 1) / 2.0) * 6;
      index++;
      List<XyPlot.Point> curve = new ArrayList<>();
      kind.getValue()
          .forEach(
              (place, score) ->
                  curve.add(new XyPlot.Point(place, unit.of(score.level()).estimate())));
      plot.addCurve(number, "", curve);
      kind.getValue()
          .forEach(
              (place, score) ->
                  plot.addMark(
                      number,
                      place,
                      unit.of(score.level()),
                      shift,
                      String.format(
                          Locale.ROOT,
                          "%s, %s %s: %s %s",
                          ForeignText.cut(kind.getKey(), ForeignText.MOST),
                          parameter,
                          HtmlTable.grouped(place),
                          figures.score(unit.of(score.level())),
                          unit.text())));
    }
    figure.addLegend(only(numbers, sweep.kinds().keySet()));
  }

  /** What doubles from step to step, as payloads do, is drawn so. */
  private static Axis places(SortedSet<Long> places) {
    double first = places.first();
    double last = places.last();
    if (first > 0 && last / first >= 32) {
      return Axis.logarithmic(first, last);
    }
    double room = Math.max(0.5, (last - first) * 0.04);
    return new Axis(false, first - room, last + room);
  }

  /** The numbers of those that are shown. */
  static Map<String, Integer> only(Map<String, Integer> numbers, Set<String> shown) {
    Map<String, Integer> some = new LinkedHashMap<>(numbers);
    some.keySet().retainAll(shown);
    return some;
  }

  private void addTable(Element card, String title, String parameter, Sweep sweep, ShownUnit unit) {
    List<String> columns = new ArrayList<>(List.of(parameter));
    sweep.kinds().keySet().forEach(kind -> columns.add(kind + ", " + unit.text()));
    HtmlTable table = new HtmlTable(card, title, columns.toArray(String[]::new));
    List<Long> values =
        sweep.kinds().values().stream()
            .flatMap(points -> points.keySet().stream())
            .distinct()
            .sorted()
            .toList();
    for (long value : values) {
      table.row(HtmlTable.grouped(value));
      for (SortedMap<Long, ComparedRow<BenchmarkSeries>> points : sweep.kinds().values()) {
        ComparedRow<BenchmarkSeries> score = points.get(value);
        if (score == null) {
          table.text("");
        } else {
          table.interval(figures.score(unit.of(score.level())), score.level());
        }
      }
    }
  }
}
