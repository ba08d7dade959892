package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.ForeignText;
import dev.ifsbench.track.stats.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * A table with a caption, a heading for each column and for each row. Each cell knows the heading
 * of its column, which stands before it where the screen is too narrow for columns.
 */
final class HtmlTable {
  private final List<String> columns;
  private final Element head;
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
    this.columns = List.of(columns);
    String title = ForeignText.cut(caption, ForeignText.MOST);
    // A wide table scrolls within its frame, by keyboard too.
    Element frame =
        parent
            .appendElement("div")
            .addClass("scroll")
            .attr("role", "group")
            .attr("tabindex", "0")
            .attr("aria-label", title);
    Element table = frame.appendElement("table");
    table.appendElement("caption").text(title);
    head = table.appendElement("thead").appendElement("tr");
    for (String column : columns) {
      ForeignText.addPhrase(head.appendElement("th").attr("scope", "col"), column);
    }
    body = table.appendElement("tbody");
  }

  /**
   * A column's heading.
   *
   * @param index of the column, from 0
   */
  Element heading(int index) {
    return head.child(index);
  }

  /**
   * Begins a row.
   *
   * @param heading of the row
   */
  HtmlTable row(String heading) {
    row = body.appendElement("tr");
    ForeignText.addTo(row.appendElement("th").attr("scope", "row"), heading);
    return this;
  }

  /**
   * Says by which parameters the row can be found. Without any it is found by its text.
   *
   * @param params values by name
   */
  HtmlTable params(Map<String, String> params) {
    Cards.mark(row, params);
    return this;
  }

  /**
   * Adds a cell.
   *
   * @param text any, shown as it is
   */
  HtmlTable text(String text) {
    Element cell = cell("");
    if (!text.isEmpty()) {
      ForeignText.addTo(cell, text);
    }
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
   * @param style its class; empty for none
   */
  Element cell(String style) {
    Element cell = row.appendElement("td");
    int column = row.childrenSize() - 1;
    if (column < columns.size()) {
      cell.attr("data-label", ForeignText.cut(columns.get(column), 40));
    }
    return style.isEmpty() ? cell : cell.addClass(style);
  }

  /** The cell that was added last. */
  Element last() {
    return row.lastElementChild();
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
    return cell("number").appendElement("data").attr("value", value).text(shown);
  }
}
