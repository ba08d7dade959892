package dev.ifsbench.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ifsbench.track.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * The charts of a page: what each is to show, for the page's script to draw. Whoever sees no chart
 * has its text and the table beside it.
 */
final class Charts {
  private final List<Map<String, Object>> all = new ArrayList<>();

  /**
   * Appends a figure.
   *
   * @param parent what it is put into
   * @param kind of chart, a name that the script knows
   * @param title above the chart
   * @param text what the chart shows, for those who do not see it
   * @param data of the chart
   */
  void add(Element parent, String kind, String title, String text, Map<String, ?> data) {
    String id = "chart-" + (all.size() + 1);
    Element figure = parent.appendElement("figure");
    figure.appendElement("figcaption").text(title);
    figure
        .appendElement("div")
        .addClass("chart")
        .id(id)
        .attr("role", "img")
        .attr("aria-label", title + ". " + text);
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("id", id);
    chart.put("kind", kind);
    chart.putAll(data);
    all.add(chart);
  }

  /** An estimate as the script reads it: bounds are null without an interval. */
  static Map<String, Object> interval(Interval interval) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("value", finite(interval.estimate()));
    data.put("low", finite(interval.low()));
    data.put("high", finite(interval.high()));
    return data;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /**
   * All charts as JSON that stands in a script element: nothing in it ends that element, opens a
   * comment or is a line's end.
   */
  String json() {
    try {
      // Sorted, so that the same files always make the same page.
      return new ObjectMapper()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .writeValueAsString(all)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a chart holds something that JSON cannot say", e);
    }
  }
}
