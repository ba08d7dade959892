package dev.ifsbench.report.html.chart;

import dev.ifsbench.track.stats.Interval;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * Curves and marks over two axes. The scale of the values can be changed by a script if all of them
 * are above zero: the numbers beside the axis are there for both scales.
 *
 * <p>For the script, the picture says where its values' axis begins and ends ({@code data-low},
 * {@code data-high}), and the same of the other scale ({@code data-other-low}, {@code
 * data-other-high}).
 */
public final class XyPlot {
  private static final int TOP = 22;
  private static final int BOTTOM = 40;
  private static final int SCALE_WIDTH = 64;
  private static final int TICKS = 6;
  private static final int MANY = 100;

  private final Axis x;
  private final Axis y;
  private final int height;
  private final Element area;
  private final Element wide;

  /**
   * A point of a curve.
   *
   * @param x its place
   * @param y its value
   */
  public record Point(double x, double y) {}

  /**
   * Draws the axes.
   *
   * @param figure what it is put into
   * @param x from left to right
   * @param y from bottom to top
   * @param other the other scale of {@code y}; null if there is none
   * @param yTitle unit of the values
   * @param height in pixels, above 100
   */
  public XyPlot(Figure figure, Axis x, Axis y, Axis other, String yTitle, int height) {
    this.x = x;
    this.y = y;
    this.height = height;
    Element scale =
        Svg.add(
            figure.chart(),
            "svg",
            "class",
            "scale",
            "width",
            Integer.toString(SCALE_WIDTH),
            "height",
            Integer.toString(height),
            "aria-hidden",
            "true");
    area = Svg.picture(figure.chart(), "area", height);
    Svg.add(scale, "text", "class", "soft", "x", "0", "y", "12").text(yTitle);
    addTicks(scale, y, false);
    describe(y, "");
    if (other != null) {
      addTicks(scale, other, true);
      describe(other, "other-");
    }
    wide = Svg.stretched(area, height);
  }

  private void describe(Axis axis, String prefix) {
    area.attr("data-" + prefix + "low", Double.toString(axis.low()));
    area.attr("data-" + prefix + "high", Double.toString(axis.high()));
    area.attr("data-" + prefix + "log", Boolean.toString(axis.logarithmic()));
    area.attr("data-top", Integer.toString(TOP));
    area.attr("data-bottom", Integer.toString(height - BOTTOM));
  }

  private void addTicks(Element scale, Axis axis, boolean other) {
    String style = other ? "tick other" : "tick";
    for (double tick : axis.ticks(TICKS)) {
      String at = Svg.number(place(axis, tick));
      Svg.add(
              scale,
              "text",
              "class",
              style,
              "x",
              Integer.toString(SCALE_WIDTH - 6),
              "y",
              at,
              "dy",
              "4",
              "text-anchor",
              "end")
          .text(Axis.text(tick));
      Svg.add(area, "line", "class", style, "x1", "0", "x2", "100%", "y1", at, "y2", at);
    }
  }

  private double place(Axis axis, double value) {
    return TOP + (1 - axis.share(value)) * (height - BOTTOM - TOP);
  }

  private String y(double value) {
    return Svg.number(place(y, value));
  }

  private void append(PolyLine line, Point point) {
    line.to(Svg.WIDE * x.share(point.x()), place(y, point.y()));
  }

  /**
   * Draws what is beneath the plot.
   *
   * @param ticks texts by place, in ascending order
   * @param title of the axis
   */
  public void addPlaces(Map<Double, String> ticks, String title) {
    ticks.forEach(
        (place, text) -> {
          String at = Svg.percent(x.share(place));
          Svg.vertical(area, "tick at", x.share(place), TOP, height - BOTTOM);
          Svg.add(
                  area,
                  "text",
                  "class",
                  "tick at",
                  "x",
                  at,
                  "y",
                  Integer.toString(height - BOTTOM + 17),
                  "text-anchor",
                  "middle")
              .text(ForeignText.cut(text, 12));
        });
    Svg.axisTitle(area, height, title);
  }

  /**
   * Says which runs stand at the places 0, 1 and so on, for the script.
   *
   * @param runs their numbers, as in {@code 0-29 31}
   */
  public void addRuns(String runs) {
    area.attr("data-runs", runs);
  }

  /**
   * Draws a curve.
   *
   * @param series its number
   * @param style more classes: {@code thin}, {@code runs} or {@code level}; empty for none
   * @param points from left to right
   * @return its element
   */
  public Element addCurve(int series, String style, List<Point> points) {
    PolyLine path = new PolyLine(points.size() > MANY);
    points.forEach(point -> append(path, point));
    Element curve =
        Svg.add(
            wide,
            "path",
            "class",
            ("line " + SeriesStyle.of(series) + " " + style).strip(),
            "d",
            path.toString());
    if (style.isEmpty()) {
      Figure.dash(curve, series);
    }
    return curve;
  }

  /**
   * Draws the intervals around a curve as a pale band.
   *
   * @param series its number
   * @param lows from left to right
   * @param highs of the same places
   */
  public void addBand(int series, List<Point> lows, List<Point> highs) {
    PolyLine path = new PolyLine(lows.size() > MANY);
    lows.forEach(point -> append(path, point));
    for (int i = highs.size() - 1; i >= 0; i--) {
      append(path, highs.get(i));
    }
    Svg.add(wide, "path", "class", "spread " + SeriesStyle.of(series), "d", path.closed());
  }

  /**
   * Draws an estimate with its interval.
   *
   * @param series its number
   * @param at its place
   * @param value its value and interval, if that is known
   * @param shift pixels to the right, so that several at one place can be told apart
   * @param text what the pointer shows
   */
  public void addMark(int series, double at, Interval value, double shift, String text) {
    Element mark = Svg.mark(area, series, x.share(at), place(y, value.estimate()), text);
    mark.selectFirst("path")
        .attr("transform", "translate(" + Svg.number(shift) + "," + y(value.estimate()) + ")");
    if (value.isKnown()) {
      String left = Svg.number(shift);
      Svg.add(
          mark,
          "path",
          "class",
          "range",
          "d",
          "M" + left + " " + y(value.low()) + "L" + left + " " + y(value.high()));
    }
  }

  /**
   * Draws a line from top to bottom.
   *
   * @param at its place
   * @param text above it
   */
  public void addRule(double at, String text) {
    String place = Svg.percent(x.share(at));
    Svg.vertical(area, "zero", x.share(at), TOP, height - BOTTOM);
    String anchor = x.share(at) > 0.9 ? "end" : x.share(at) < 0.1 ? "start" : "middle";
    Svg.add(area, "text", "class", "halo", "x", place, "y", "16", "text-anchor", anchor).text(text);
  }
}
