package dev.ifsbench.report.html.chart;

import dev.ifsbench.track.stats.Interval;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jsoup.nodes.Element;

/**
 * Estimates beneath each other on one axis, a row of a table each; labels and figures stand in the
 * table's other columns.
 */
public final class ForestPlot {
  private static final int ROW_HEIGHT = 24;
  private static final int HEAD_HEIGHT = 20;
  private static final int TICKS = 5;

  private final Axis axis;
  private final double bandLow;
  private final double bandHigh;

  private ForestPlot(Axis axis, double bandLow, double bandHigh) {
    this.axis = axis;
    this.bandLow = bandLow;
    this.bandHigh = bandHigh;
  }

  /**
   * A plot of ratios, on a logarithmic axis on which 1 and what counts as equal can be seen.
   *
   * @param ratios all of them
   * @param margin what still counts as equal, a share
   */
  public static ForestPlot ofRatios(List<Interval> ratios, double margin) {
    double[] bounds = bounds(ratios);
    double low = Math.min(1 / (1 + 2 * margin), DoubleStream.of(bounds).min().orElse(1));
    double high = Math.max(1 + 2 * margin, DoubleStream.of(bounds).max().orElse(1));
    return new ForestPlot(Axis.logarithmic(low, high), 1 / (1 + margin), 1 + margin);
  }

  /**
   * A plot of scores, from zero or, if they are far apart, on a logarithmic axis.
   *
   * @param scores all of them
   */
  public static ForestPlot ofScores(List<Interval> scores) {
    double[] bounds = bounds(scores);
    double low = DoubleStream.of(bounds).min().orElse(0);
    double high = DoubleStream.of(bounds).max().orElse(1);
    boolean farApart = low > 0 && high / low > 30;
    Axis axis =
        farApart ? Axis.logarithmic(low, high) : Axis.linear(Math.min(0, low), Math.max(0, high));
    return new ForestPlot(axis, Double.NaN, Double.NaN);
  }

  private static double[] bounds(List<Interval> intervals) {
    return intervals.stream()
        .flatMapToDouble(each -> DoubleStream.of(each.low(), each.estimate(), each.high()))
        .filter(Double::isFinite)
        .toArray();
  }

  /**
   * Appends the axis' numbers.
   *
   * @param cell of the table's head
   * @param prefix before each, such as a sign of multiplication
   */
  public void addHead(Element cell, String prefix) {
    Element svg = Svg.picture(cell, "axis", HEAD_HEIGHT);
    double last = -1;
    for (double tick : axis.ticks(TICKS)) {
      double share = axis.share(tick);
      // Numbers that would touch each other are left out.
      if (share - last > 0.12 || tick == 1) {
        last = share;
        Svg.add(
                svg,
                "text",
                "class",
                "soft",
                "x",
                Svg.percent(share),
                "y",
                "14",
                "text-anchor",
                "middle")
            .text(prefix + Axis.text(tick));
      }
    }
  }

  /**
   * Appends an estimate.
   *
   * @param cell of the table
   * @param series its number, for colour and symbol
   * @param value on the axis; one that is not known draws the axis alone
   */
  public void addRow(Element cell, int series, Interval value) {
    Element svg = Svg.picture(cell, "forest-row", ROW_HEIGHT);
    Element wide = Svg.stretched(svg, ROW_HEIGHT);
    if (!Double.isNaN(bandLow)) {
      double left = Svg.WIDE * axis.share(bandLow);
      Svg.add(
          wide,
          "rect",
          "class",
          "band",
          "x",
          Svg.number(left),
          "width",
          Svg.number(Svg.WIDE * axis.share(bandHigh) - left),
          "height",
          Integer.toString(ROW_HEIGHT));
      Svg.add(wide, "path", "class", "one", "d", upright(1));
    }
    StringBuilder grid = new StringBuilder();
    axis.ticks(TICKS).forEach(tick -> grid.append(upright(tick)));
    Svg.add(wide, "path", "class", "grid", "d", grid.toString());
    if (Double.isNaN(value.estimate())) {
      return;
    }
    int middle = ROW_HEIGHT / 2;
    if (value.isKnown()) {
      Svg.add(
          wide,
          "path",
          "class",
          "range " + SeriesStyle.of(series),
          "d",
          "M" + x(value.low()) + " " + middle + "H" + x(value.high()));
    }
    Svg.mark(svg, series, axis.share(value.estimate()), middle, "");
  }

  private String x(double value) {
    return Svg.number(Svg.WIDE * axis.share(value));
  }

  private String upright(double value) {
    return "M" + x(value) + " 0V" + ROW_HEIGHT;
  }
}
