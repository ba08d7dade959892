package dev.ifsbench.report.html;

import dev.ifsbench.track.stats.Interval;
import java.util.Locale;
import org.jsoup.nodes.Element;

/**
 * An interval of a ratio as a small picture on a logarithmic axis that all of them share, so that
 * those beneath each other can be compared. It needs no script. The figures stand beside it, so it
 * is hidden from screen readers.
 */
final class IntervalBar {
  /** The axis ends at this ratio and at its reciprocal. */
  static final double END = 1.1;

  private static final double HALF = 60;
  private static final double HEIGHT = 14;

  /** A line that is a point could not be seen. */
  private static final double LEAST_WIDTH = 2;

  private IntervalBar() {}

  /**
   * Appends a picture.
   *
   * @param parent what it is put into
   * @param ratio 1 if equal; one that is not known draws the axis alone
   * @param margin what still counts as equal, a share
   */
  static void addTo(Element parent, Interval ratio, double margin) {
    Element svg =
        parent
            .appendElement("svg")
            .addClass("bar")
            .attr("viewBox", format("0 0 %s %s", 2 * HALF, HEIGHT))
            .attr("aria-hidden", "true");
    double bandStart = place(1 / (1 + margin));
    rectangle(svg, "band", bandStart, 0, place(1 + margin) - bandStart, HEIGHT);
    rectangle(svg, "one", HALF, 0, 1, HEIGHT);
    if (!ratio.isKnown()) {
      return;
    }
    double low = place(ratio.low());
    double high = Math.max(place(ratio.high()), low + LEAST_WIDTH);
    rectangle(svg, "range", low, HEIGHT / 2 - 1, high - low, 2);
    if (ratio.estimate() > END) {
      svg.appendElement("path").addClass("point").attr("d", "M112 3 120 7 112 11z");
    } else if (ratio.estimate() < 1 / END) {
      svg.appendElement("path").addClass("point").attr("d", "M8 3 0 7 8 11z");
    } else {
      svg.appendElement("circle")
          .addClass("point")
          .attr("cx", format("%.1f", place(ratio.estimate())))
          .attr("cy", format("%.1f", HEIGHT / 2))
          .attr("r", "3.5");
    }
  }

  /** Where a ratio stands on the axis, from 0 to twice {@link #HALF}. */
  private static double place(double ratio) {
    double share = Math.log(ratio) / Math.log(END);
    return HALF * (1 + Math.max(-1, Math.min(1, share)));
  }

  private static void rectangle(
      Element svg, String style, double x, double y, double width, double height) {
    svg.appendElement("rect")
        .addClass(style)
        .attr("x", format("%.1f", x))
        .attr("y", format("%.1f", y))
        .attr("width", format("%.1f", width))
        .attr("height", format("%.1f", height));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
