package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.Axis;
import dev.ifsbench.report.html.chart.Figure;
import dev.ifsbench.report.html.chart.FiveDigits;
import dev.ifsbench.report.html.chart.XyPlot;
import dev.ifsbench.report.text.ChangeWords;
import dev.ifsbench.track.stats.Interval;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jsoup.nodes.Element;

/** The kinds of one setting over the runs, their levels as steps. */
final class HistoryChart {
  private static final int HEIGHT = 300;
  private static final int PLACES = 5;

  private final List<Trend> trends;
  private final ShownUnit unit;
  private final HistoryRuns all;
  private final List<HistoryRuns.Run> runs;
  private final Map<HistoryRuns.Run, Integer> places = new LinkedHashMap<>();

  /** By identity: to compare histories by value takes as long as they are. */
  private final IdentityHashMap<Trend, Map<HistoryRuns.Run, Trend.Point>> points =
      new IdentityHashMap<>();

  HistoryChart(List<Trend> trends, ShownUnit unit, HistoryRuns all) {
    this.trends = trends;
    this.unit = unit;
    this.all = all;
    SortedSet<HistoryRuns.Run> sorted = new TreeSet<>();
    for (Trend trend : trends) {
      Map<HistoryRuns.Run, Trend.Point> byRun = new LinkedHashMap<>();
      trend.points().forEach(point -> byRun.put(HistoryRuns.Run.of(point), point));
      points.put(trend, byRun);
      sorted.addAll(byRun.keySet());
    }
    runs = List.copyOf(sorted);
    runs.forEach(run -> places.put(run, places.size()));
  }

  /** The kinds of handle. */
  List<Trend> trends() {
    return trends;
  }

  /** The runs that measured any of them, the oldest first. */
  List<HistoryRuns.Run> runs() {
    return runs;
  }

  /** What a run measured; nothing if it did not measure this. */
  Optional<Trend.Point> point(Trend trend, HistoryRuns.Run run) {
    return Optional.ofNullable(points.get(trend).get(run));
  }

  /**
   * Draws.
   *
   * @param card what it is put into
   * @param text what the chart shows, for those who do not see it
   */
  void addTo(Element card, String text) {
    Figure figure =
        new Figure(
            card,
            String.format(
                Locale.ROOT,
                "Score in %s, from the oldest run to the newest; pale: intervals, thick: levels",
                unit.text()),
            text);
    Values values = new Values();
    trends.forEach(trend -> trend.points().forEach(point -> values.add(unit.of(point.score()))));
    Axis x = new Axis(false, -0.5, runs.size() - 0.5);
    XyPlot plot = new XyPlot(figure, x, values.close(), values.other(), unit.text(), HEIGHT);
    plot.addRuns(all.numbers(runs));
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (double tick : x.ticks(PLACES)) {
      if (tick == Math.rint(tick) && tick >= 0 && tick < runs.size()) {
        ticks.put(tick, CommitLinks.shortened(runs.get((int) tick).commit()));
      }
    }
    plot.addPlaces(ticks, "commit");
    Map<String, Integer> numbers = Names.numbered(trends.stream().map(Trend::kind).toList());
    Map<String, Integer> legend = new LinkedHashMap<>();
    for (Trend trend : trends) {
      int number = trend.kind().isEmpty() ? 0 : numbers.get(trend.kind());
      add(plot, trend, number);
      legend.put(trend.kind(), number);
    }
    trends.stream()
        .flatMap(trend -> LevelChange.of(trend).stream())
        .forEach(change -> rule(plot, change));
    if (trends.size() > 1 || !trends.get(0).kind().isEmpty()) {
      figure.addLegend(legend);
    }
  }

  private void rule(XyPlot plot, LevelChange change) {
    plot.addRule(
        places.get(HistoryRuns.Run.of(change.point())) - 0.5,
        (change.change().after() > change.change().before() ? "\u25b2 " : "\u25bc ")
            + ChangeWords.size(change.change())
            + (change.change().confirmed() ? "" : "?"));
  }

  private void add(XyPlot plot, Trend trend, int number) {
    List<XyPlot.Point> curve = new ArrayList<>();
    List<XyPlot.Point> lows = new ArrayList<>();
    List<XyPlot.Point> highs = new ArrayList<>();
    for (Trend.Point point : trend.points()) {
      double place = places.get(HistoryRuns.Run.of(point));
      Interval score = unit.of(point.score());
      if (Double.isFinite(score.estimate())) {
        curve.add(new XyPlot.Point(place, score.estimate()));
        if (score.isKnown()) {
          lows.add(new XyPlot.Point(place, score.low()));
          highs.add(new XyPlot.Point(place, score.high()));
        }
      }
    }
    if (!lows.isEmpty()) {
      plot.addBand(number, lows, highs);
    }
    List<XyPlot.Point> steps = new ArrayList<>();
    for (Level level : Level.of(trend)) {
      double mean = level.mean() * unit.factor();
      if (Double.isFinite(mean)) {
        steps.add(new XyPlot.Point(place(trend, level.first()) - 0.5, mean));
        steps.add(new XyPlot.Point(place(trend, level.last()) + 0.5, mean));
      }
    }
    plot.addCurve(number, "runs", curve)
        .attr("data-name", trend.kind().isEmpty() ? "score" : trend.kind())
        .attr("data-unit", unit.text())
        .attr("data-values", values(trend));
    plot.addCurve(number, "level", steps);
  }

  private double place(Trend trend, int index) {
    return places.get(HistoryRuns.Run.of(trend.points().get(index)));
  }

  /** Estimate and bounds at each place, for the script. */
  private String values(Trend trend) {
    StringJoiner text = new StringJoiner(";");
    for (HistoryRuns.Run run : runs) {
      text.add(point(trend, run).map(point -> value(unit.of(point.score()))).orElse(""));
    }
    return text.toString();
  }

  private static String value(Interval score) {
    if (!Double.isFinite(score.estimate())) {
      return "";
    }
    return score.isKnown()
        ? FiveDigits.of(score.estimate())
            + " "
            + FiveDigits.of(score.low())
            + " "
            + FiveDigits.of(score.high())
        : FiveDigits.of(score.estimate());
  }
}
