package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.Axis;
import dev.ifsbench.report.html.chart.Figure;
import dev.ifsbench.report.html.chart.FiveDigits;
import dev.ifsbench.report.html.chart.XyPlot;
import dev.ifsbench.report.text.ChangeWords;
import dev.ifsbench.track.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;

/** The kinds of one setting over the runs, their levels as steps. */
final class HistoryChart {
  private static final int HEIGHT = 300;
  private static final int PLACES = 5;

  private final List<HistoryCurve> curves;
  private final ShownUnit unit;

  /** The numbers of the runs that measured any of the kinds. */
  private final BitSet measured = new BitSet();

  private final List<Trend.Run> runs;

  HistoryChart(List<Trend> trends, ShownUnit unit, HistoryRuns all) {
    this.unit = unit;
    List<int[]> numbers = trends.stream().map(all::numbers).toList();
    numbers.forEach(each -> Arrays.stream(each).forEach(measured::set));
    runs = measured.stream().mapToObj(all::run).toList();
    int[] places = new int[all.size()];
    int place = 0;
    for (int number : measured.stream().toArray()) {
      places[number] = place++;
    }
    curves =
        IntStream.range(0, trends.size())
            .mapToObj(
                i ->
                    new HistoryCurve(
                        trends.get(i),
                        Arrays.stream(numbers.get(i)).map(number -> places[number]).toArray(),
                        runs.size()))
            .toList();
  }

  /** The kinds of handle. */
  List<HistoryCurve> curves() {
    return curves;
  }

  /** The runs that measured any of them, the oldest first. */
  List<Trend.Run> runs() {
    return runs;
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
    for (HistoryCurve curve : curves) {
      curve.trend().points().forEach(point -> values.add(unit.of(point.score())));
    }
    Axis x = new Axis(false, -0.5, runs.size() - 0.5);
    XyPlot plot = new XyPlot(figure, x, values.close(), values.other(), unit.text(), HEIGHT);
    plot.addRuns(HistoryRuns.ranges(measured));
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (double tick : x.ticks(PLACES)) {
      if (tick == Math.rint(tick) && tick >= 0 && tick < runs.size()) {
        ticks.put(tick, CommitLinks.shortened(runs.get((int) tick).commit()));
      }
    }
    plot.addPlaces(ticks, "commit");
    Map<String, Integer> numbers =
        Names.numbered(curves.stream().map(curve -> curve.trend().kind()).toList());
    Map<String, Integer> legend = new LinkedHashMap<>();
    for (HistoryCurve curve : curves) {
      String kind = curve.trend().kind();
      int number = kind.isEmpty() ? 0 : numbers.get(kind);
      add(plot, curve, number);
      legend.put(kind, number);
    }
    curves.forEach(curve -> LevelChange.of(curve.trend()).forEach(it -> rule(plot, curve, it)));
    if (curves.size() > 1 || !curves.get(0).trend().kind().isEmpty()) {
      figure.addLegend(legend);
    }
  }

  private static void rule(XyPlot plot, HistoryCurve curve, LevelChange change) {
    plot.addRule(
        curve.place(change.change().index()) - 0.5,
        (change.change().after() > change.change().before() ? "\u25b2 " : "\u25bc ")
            + ChangeWords.size(change.change())
            + (change.change().confirmed() ? "" : "?"));
  }

  /** Draws estimates and bounds, and writes them down for the script. */
  private void add(XyPlot plot, HistoryCurve curve, int number) {
    List<XyPlot.Point> estimates = new ArrayList<>();
    List<XyPlot.Point> lows = new ArrayList<>();
    List<XyPlot.Point> highs = new ArrayList<>();
    StringBuilder values = new StringBuilder();
    for (int place = 0; place < runs.size(); place++) {
      values.append(place == 0 ? "" : ";");
      Optional<Trend.Point> point = curve.at(place);
      if (point.isPresent() && Double.isFinite(point.get().score().estimate())) {
        Interval score = unit.of(point.get().score());
        FiveDigits.append(values, score.estimate());
        estimates.add(new XyPlot.Point(place, score.estimate()));
        if (score.isKnown()) {
          FiveDigits.append(values.append(' '), score.low());
          FiveDigits.append(values.append(' '), score.high());
          lows.add(new XyPlot.Point(place, score.low()));
          highs.add(new XyPlot.Point(place, score.high()));
        }
      }
    }
    if (!lows.isEmpty()) {
      plot.addBand(number, lows, highs);
    }
    String kind = curve.trend().kind();
    plot.addCurve(number, "runs", estimates)
        .attr("data-name", kind.isEmpty() ? "score" : kind)
        .attr("data-unit", unit.text())
        .attr("data-values", values.toString());
    plot.addCurve(number, "level", steps(curve));
  }

  private List<XyPlot.Point> steps(HistoryCurve curve) {
    List<XyPlot.Point> steps = new ArrayList<>();
    for (Level level : Level.of(curve.trend())) {
      double mean = level.mean() * unit.factor();
      if (Double.isFinite(mean)) {
        steps.add(new XyPlot.Point(curve.place(level.first()) - 0.5, mean));
        steps.add(new XyPlot.Point(curve.place(level.last()) + 0.5, mean));
      }
    }
    return steps;
  }
}
