package dev.ifsbench.report.html.chart;

import java.util.Map;
import org.jsoup.nodes.Element;

/** A chart's frame: its title above, its text for those who do not see it, its legend beneath. */
public final class Figure {
  private static final int LABEL = 400;

  private final Element figure;
  private final Element chart;

  /**
   * Appends an empty chart.
   *
   * @param parent what it is put into
   * @param title above the chart
   * @param text what the chart shows, for those who do not see it
   */
  public Figure(Element parent, String title, String text) {
    figure = parent.appendElement("figure");
    figure.appendElement("figcaption").text(ForeignText.cut(title, LABEL));
    chart =
        figure
            .appendElement("div")
            .addClass("chart")
            .attr("role", "img")
            .attr(
                "aria-label",
                ForeignText.cut(title + (title.endsWith(".") ? " " : ". ") + text, LABEL));
  }

  /** What drawings are put into, from left to right. */
  Element chart() {
    return chart;
  }

  /**
   * Adds the names of the series, which a script can turn into switches.
   *
   * @param numbers of the series, by name
   */
  public void addLegend(Map<String, Integer> numbers) {
    Element list = figure.appendElement("ul").addClass("legend");
    numbers.forEach(
        (name, number) -> {
          Element item = list.appendElement("li").attr("data-series", SeriesStyle.of(number));
          Element svg = swatch(item, SeriesStyle.of(number));
          Element line =
              Svg.add(
                  svg, "line", "x1", "1", "x2", "33", "y1", "7", "y2", "7", "stroke-width", "2");
          dash(line, number);
          addMark(svg, SeriesStyle.symbol(number));
          ForeignText.addPhrase(item, name);
        });
  }

  /**
   * Adds what single symbols stand for.
   *
   * @param parts styles and paths around 0, by meaning
   */
  void addSymbols(Map<String, CallSymbol> parts) {
    Element list = figure.appendElement("ul").addClass("legend");
    parts.forEach(
        (meaning, symbol) -> {
          Element item = list.appendElement("li");
          addMark(swatch(item, symbol.style()), symbol.path());
          ForeignText.addPhrase(item, meaning);
        });
  }

  private static Element swatch(Element item, String style) {
    return Svg.add(item, "svg", "class", style, "viewBox", "0 0 34 14", "aria-hidden", "true");
  }

  private static void addMark(Element swatch, String path) {
    Svg.add(swatch, "path", "class", "mark", "transform", "translate(17,7)", "d", path);
  }

  static void dash(Element line, int series) {
    String dash = SeriesStyle.dash(series);
    if (!dash.isEmpty()) {
      line.attr("stroke-dasharray", dash);
    }
  }
}
