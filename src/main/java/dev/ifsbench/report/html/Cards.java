package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.ForeignText;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** The cards of a page: each has a place of its own that can be linked to. */
final class Cards {
  private static final int LONGEST_ID = 60;

  private final Set<String> ids = new HashSet<>();

  /**
   * Appends an empty card.
   *
   * @param section what it is put into
   * @param title of the card
   * @param params by which it can be found; empty if its rows have them
   */
  Element add(Element section, String title, Map<String, String> params) {
    String id = id(title);
    Element card = section.appendElement("article").addClass("card").id(id);
    if (!params.isEmpty()) {
      mark(card, params);
    }
    Element head = card.appendElement("div").addClass("card-head");
    String heading = id + "-title";
    card.attr("aria-labelledby", heading);
    ForeignText.addPhrase(head.appendElement("h3").id(heading), title);
    head.appendElement("a")
        .addClass("anchor")
        .attr("href", "#" + id)
        .appendElement("span")
        .addClass("hidden")
        .text("Link to " + ForeignText.cut(title, ForeignText.MOST));
    ForeignText.addWhole(card, title);
    return card;
  }

  /**
   * Says by which parameters an element can be found.
   *
   * @param element a row or a card
   * @param params values by name
   */
  static void mark(Element element, Map<String, String> params) {
    element.attr(
        "data-params",
        params.entrySet().stream()
            .map(each -> cut(each.getKey()) + "=" + cut(each.getValue()))
            .collect(Collectors.joining("\n")));
  }

  private static String cut(String text) {
    return ForeignText.cut(text.replaceAll("[\n=]", " "), ForeignText.MOST);
  }

  /** Letters and digits of a title, and a number if another card has the same. */
  private String id(String title) {
    String letters =
        title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String base = "card-" + letters.substring(0, Math.min(LONGEST_ID, letters.length()));
    String id = base;
    for (int i = 2; !ids.add(id); i++) {
      id = base + "-" + i;
    }
    return id;
  }
}
