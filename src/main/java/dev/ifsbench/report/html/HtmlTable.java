package dev.ifsbench.report.html;

import dev.ifsbench.track.stats.Interval;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** A table with a caption, a heading for each column and for each row. */
final class HtmlTable {
  private final Element body;
  private Element row;

  /**
   * Appends an empty table.
   *
   * @param parent what it is put into
   * @param caption what the table is of
   * @param columns their headings; the first is of the rows' headings
   */
  HtmlTable(Element parent, String caption, String... columns) {
    // A wide table scrolls within its frame, by keyboard too.
    Element frame =
        parent
            .appendElement("div")
            .addClass("scroll")
            .attr("role", "region")
            .attr("tabindex", "0")
            .attr("aria-label", caption);
    Element table = frame.appendElement("table");
    table.appendElement("caption").text(caption);
    Element head = table.appendElement("thead").appendElement("tr");
    for (String column : columns) {
      head.appendElement("th").attr("scope", "col").text(column);
    }
    body = table.appendElement("tbody");
  }

  /**
   * Begins a row.
   *
   * @param heading of the row
   */
  HtmlTable row(String heading) {
    row = body.appendElement("tr");
    row.appendElement("th").attr("scope", "row").text(heading);
    return this;
  }

  /**
   * Adds a cell.
   *
   * @param text any, shown as it is
   */
  HtmlTable text(String text) {
    row.appendElement("td").text(text);
    return this;
  }

  /**
   * Adds a cell with a number.
   *
   * @param shown as a person reads it
   * @param value exactly
   */
  HtmlTable number(String shown, double value) {
    cell(shown, Double.toString(value));
    return this;
  }

  /**
   * Adds a cell with a number of things.
   *
   * @param count how many
   */
  HtmlTable count(long count) {
    cell(grouped(count), Long.toString(count));
    return this;
  }

  /**
   * Adds a cell that the caller fills.
   *
   * @param style its class
   */
  Element cell(String style) {
    return row.appendElement("td").addClass(style);
  }

  /** As in {@code 12,345}. */
  static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * Adds a cell with an estimate and its interval.
   *
   * @param shown as a person reads it
   * @param interval exactly
   */
  HtmlTable interval(String shown, Interval interval) {
    if (Double.isNaN(interval.estimate())) {
      return text(shown);
    }
    Element data = cell(shown, Double.toString(interval.estimate()));
    if (interval.isKnown()) {
      data.attr("data-low", Double.toString(interval.low()));
      data.attr("data-high", Double.toString(interval.high()));
    }
    return this;
  }

  private Element cell(String shown, String value) {
    return row.appendElement("td")
        .addClass("number")
        .appendElement("data")
        .attr("value", value)
        .text(shown);
  }
}
