package dev.ifsbench.report.html.chart;

import java.util.stream.DoubleStream;
import org.jsoup.nodes.Element;

/** A small line without axes: whether anything moved. */
public final class Sparkline {
  private static final int HEIGHT = 22;

  private Sparkline() {}

  /**
   * Appends a line.
   *
   * @param parent what it is put into
   * @param series its number
   * @param values from left to right, at least one
   * @param unit of the values
   */
  public static void addTo(Element parent, int series, double[] values, String unit) {
    double low = DoubleStream.of(values).min().orElseThrow();
    double high = DoubleStream.of(values).max().orElseThrow();
    PolyLine path = new PolyLine(true);
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      double share = high > low ? (values[i] - low) / (high - low) : 0.5;
      FiveDigits.append(told.append(i == 0 ? "" : " "), values[i]);
      path.to(i, 2 + (HEIGHT - 4) * (1 - share));
    }
    Element svg =
        Svg.add(
            parent,
            "svg",
            "class",
            "spark",
            "height",
            Integer.toString(HEIGHT),
            "viewBox",
            "0 0 " + Math.max(1, values.length - 1) + " " + HEIGHT,
            "preserveAspectRatio",
            "none",
            "aria-hidden",
            "true");
    svg.attr("data-unit", unit).attr("data-values", told.toString());
    Svg.add(svg, "path", "class", "line " + SeriesStyle.of(series), "d", path.toString());
  }
}
