package dev.ifsbench.report.html.chart;

import dev.ifsbench.trace.recording.CallKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/** A lane for each handle, a symbol for each call, in the order of time and not to scale. */
public final class CallLanes {
  private static final int MOST_LANES = 24;
  private static final int LANE_HEIGHT = 24;
  private static final int TOP = 14;
  private static final int LABEL_WIDTH = 120;
  private static final int LABEL = 17;

  /**
   * A call.
   *
   * @param lane what it is drawn on
   * @param name of the function
   * @param kind what the function does
   * @param text what the pointer shows
   * @param failed whether it returned an error
   */
  public record Call(String lane, String name, CallKind kind, String text, boolean failed) {}

  private CallLanes() {}

  /**
   * Draws calls.
   *
   * @param figure what they are put into
   * @param calls in the order of time, at least one
   * @param gapAfter how many of them come before a gap; all if there is none
   */
  public static void addTo(Figure figure, List<Call> calls, int gapAfter) {
    List<String> all = calls.stream().map(Call::lane).distinct().toList();
    List<String> lanes = all.subList(0, Math.min(MOST_LANES, all.size()));
    int height = lanes.size() * LANE_HEIGHT + 28;
    Element labels =
        Svg.add(
            figure.chart(),
            "svg",
            "class",
            "scale lanes",
            "width",
            Integer.toString(LABEL_WIDTH),
            "height",
            Integer.toString(height),
            "aria-hidden",
            "true");
    Element area = Svg.picture(figure.chart(), "area", height);
    for (int i = 0; i < lanes.size(); i++) {
      Element label =
          Svg.add(
              labels,
              "text",
              "x",
              Integer.toString(LABEL_WIDTH - 12),
              "y",
              Integer.toString(y(i) + 4),
              "text-anchor",
              "end");
      label.text(ForeignText.cut(lanes.get(i), LABEL));
      addLife(area, lanes.get(i), i, calls);
    }
    if (gapAfter < calls.size()) {
      Svg.vertical(area, "gap", share(gapAfter - 0.5, calls), 0, height - 24);
    }
    Map<String, CallSymbol> meanings = new LinkedHashMap<>();
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      int lane = lanes.indexOf(call.lane());
      if (lane >= 0) {
        CallSymbol symbol = CallSymbol.of(call.kind());
        meanings.putIfAbsent(symbol.meaning().isEmpty() ? call.name() : symbol.meaning(), symbol);
        addCall(area, call, symbol, share(i, calls), y(lane));
      }
    }
    String more =
        all.size() == lanes.size()
            ? ""
            : String.format(
                Locale.ROOT, "; %,d more handles are in the table", all.size() - lanes.size());
    Svg.axisTitle(area, height, "calls in the order of time \u2192" + more);
    figure.addSymbols(meanings);
  }

  private static int y(int lane) {
    return TOP + lane * LANE_HEIGHT;
  }

  private static double share(double index, List<Call> calls) {
    return 0.01 + 0.98 * index / Math.max(1, calls.size() - 1);
  }

  private static void addLife(Element area, String lane, int number, List<Call> calls) {
    List<String> all = calls.stream().map(Call::lane).toList();
    String y = Integer.toString(y(number));
    Svg.add(
        area,
        "line",
        "class",
        "life",
        "x1",
        Svg.percent(share(all.indexOf(lane), calls)),
        "x2",
        Svg.percent(share(all.lastIndexOf(lane), calls) + 0.0001),
        "y1",
        y,
        "y2",
        y);
  }

  private static void addCall(Element area, Call call, CallSymbol symbol, double share, int y) {
    Element at =
        Svg.add(
            area,
            "svg",
            "class",
            "pt " + symbol.style() + (call.failed() ? " failed" : ""),
            "x",
            Svg.percent(share),
            "y",
            "0");
    at.appendElement("title").text(ForeignText.cut(call.text(), 2 * ForeignText.MOST));
    Svg.add(at, "path", "class", "mark", "transform", "translate(0," + y + ")", "d", symbol.path());
  }
}
