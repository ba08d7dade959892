package dev.ifsbench.report.html.chart;

import java.util.Locale;
import org.jsoup.nodes.Element;

/** Writes elements of SVG. */
final class Svg {
  /** Units across a drawing that is stretched to the width there is. */
  static final int WIDE = 1000;

  private Svg() {}

  /**
   * Appends an element.
   *
   * @param parent what it is put into
   * @param tag its name
   * @param attributes names and values in turn
   */
  static Element add(Element parent, String tag, String... attributes) {
    Element element = parent.appendElement(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      element.attr(attributes[i], attributes[i + 1]);
    }
    return element;
  }

  /**
   * Appends a drawing that is as wide as its place, whose text keeps its size.
   *
   * @param parent what it is put into
   * @param style its class
   * @param height in pixels
   */
  static Element picture(Element parent, String style, double height) {
    return add(
        parent,
        "svg",
        "class",
        style,
        "width",
        "100%",
        "height",
        number(height),
        "aria-hidden",
        "true");
  }

  /**
   * Appends a part of a picture that is stretched to its width, from 0 to {@value #WIDE}.
   *
   * @param parent what it is put into
   * @param height in pixels
   */
  static Element stretched(Element parent, double height) {
    return add(
        parent,
        "svg",
        "class",
        "wide",
        "width",
        "100%",
        "height",
        number(height),
        "viewBox",
        "0 0 " + WIDE + " " + number(height),
        "preserveAspectRatio",
        "none");
  }

  /**
   * Appends a symbol that keeps its shape.
   *
   * @param parent a picture
   * @param series its number, for colour and shape
   * @param share of the width, from 0
   * @param y in pixels
   * @param text what is shown of it; nothing if empty
   */
  static Element mark(Element parent, int series, double share, double y, String text) {
    Element at =
        add(parent, "svg", "class", "pt " + SeriesStyle.of(series), "x", percent(share), "y", "0");
    if (!text.isEmpty()) {
      at.appendElement("title").text(text);
    }
    add(
        at,
        "path",
        "class",
        "mark",
        "transform",
        "translate(0," + number(y) + ")",
        "d",
        SeriesStyle.symbol(series));
    return at;
  }

  /**
   * Appends a line from top to bottom.
   *
   * @param parent a picture
   * @param style its class
   * @param share of the width, from 0
   * @param top where it begins, in pixels
   * @param bottom where it ends
   */
  static void vertical(Element parent, String style, double share, int top, int bottom) {
    String at = percent(share);
    add(
        parent,
        "line",
        "class",
        style,
        "x1",
        at,
        "x2",
        at,
        "y1",
        Integer.toString(top),
        "y2",
        Integer.toString(bottom));
  }

  /**
   * Appends what the axis beneath a picture says, at its right end.
   *
   * @param parent a picture
   * @param height of it, in pixels
   * @param text what it says
   */
  static void axisTitle(Element parent, int height, String text) {
    add(
            parent,
            "text",
            "class",
            "soft fixed",
            "x",
            "100%",
            "y",
            Integer.toString(height - 4),
            "text-anchor",
            "end")
        .text(text);
  }

  /** With one decimal at most. */
  static String number(double value) {
    long tenths = Math.round(value * 10);
    if (tenths % 10 == 0) {
      return Long.toString(tenths / 10);
    }
    String sign = tenths < 0 ? "-" : "";
    long size = Math.abs(tenths);
    return sign + size / 10 + "." + size % 10;
  }

  /** As in {@code 12.34%}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }
}
