package dev.ifsbench.report.html;

import dev.ifsbench.report.text.ChangeWords;
import dev.ifsbench.report.text.Figures;
import dev.ifsbench.report.text.Glyphs;
import dev.ifsbench.track.changepoint.ChangePoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/** Benchmarks over many runs, and where their level moved. */
final class HistorySection {
  private final Figures figures;
  private final Charts charts;

  HistorySection(Glyphs glyphs, Charts charts) {
    this.figures = new Figures(glyphs);
    this.charts = charts;
  }

  /**
   * Appends a card.
   *
   * @param section what it is put into
   * @param history of one benchmark
   */
  void addTo(Element section, Trend history) {
    Element card = section.appendElement("article").addClass("card");
    card.appendElement("h3").text(history.benchmark());
    if (!history.environment().isEmpty()) {
      card.appendElement("p").addClass("source").text("Environment " + history.environment());
    }
    List<String> changes = changes(history);
    String summary =
        changes.isEmpty()
            ? ChangeWords.tooFew(history.points().size())
                .map(text -> String.format(Locale.ROOT, "There are %s.", text))
                .orElse("No change of level is found.")
            : String.join("; ", changes) + ".";
    charts.add(
        card,
        "history",
        String.format(
            Locale.ROOT, "Score in %s, from the oldest run to the newest", history.unit()),
        summary,
        Map.of("y", history.unit(), "points", points(history), "changes", marks(history)));
    card.appendElement("p").text(summary);
    addTable(card, history);
  }

  private static List<String> changes(Trend history) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < history.changes().size(); i++) {
      ChangePoint change = history.changes().get(i);
      String text =
          String.format(
              Locale.ROOT,
              "At %s the level moved by %s: %s (p = %s)",
              place(change, history),
              ChangeWords.size(change),
              ChangeWords.verdict(change, history.higherIsBetter()),
              ChangeWords.probability(change));
      List<String> causes = history.causes().get(i);
      texts.add(
          causes.isEmpty()
              ? text
              : text
                  + ", of which a possible cause is that the "
                  + String.join(", and the ", causes));
    }
    return texts;
  }

  private List<Map<String, Object>> points(Trend history) {
    List<Map<String, Object>> data = new ArrayList<>();
    for (Trend.Point point : history.points()) {
      Map<String, Object> values = new LinkedHashMap<>(Charts.interval(point.score()));
      values.put("label", shortCommit(point.commit()));
      values.put("time", point.time());
      data.add(values);
    }
    return data;
  }

  private static List<Map<String, Object>> marks(Trend history) {
    return history.changes().stream()
        .map(
            change ->
                Map.<String, Object>of(
                    "point",
                    change.index(),
                    "ratio",
                    1 + change.size(),
                    "suspected",
                    !change.confirmed()))
        .toList();
  }

  private void addTable(Element card, Trend history) {
    Element details = card.appendElement("details");
    details.appendElement("summary").text("The runs one by one");
    HtmlTable table =
        new HtmlTable(
            details,
            history.benchmark() + ", run by run",
            "time",
            "run",
            "commit",
            "score, " + history.unit(),
            "change of level");
    for (int i = 0; i < history.points().size(); i++) {
      Trend.Point point = history.points().get(i);
      int index = i;
      String moved =
          history.changes().stream()
              .filter(change -> change.index() == index)
              .map(
                  change ->
                      String.format(
                          Locale.ROOT,
                          "%s %s, p = %s",
                          ChangeWords.size(change),
                          ChangeWords.verdict(change, history.higherIsBetter()),
                          ChangeWords.probability(change)))
              .findFirst()
              .orElse("");
      table
          .row(point.time())
          .text(point.run())
          .text(shortCommit(point.commit()))
          .interval(figures.score(point.score()), point.score())
          .text(moved);
    }
  }

  private static String place(ChangePoint change, Trend history) {
    List<String> commits =
        history.points().stream().map(point -> shortCommit(point.commit())).toList();
    String best = commits.get(change.index());
    return ChangeWords.range(change, commits)
        .map(range -> String.format(Locale.ROOT, "%s, or one of %s,", best, range))
        .orElse(best);
  }

  private static String shortCommit(String commit) {
    return commit.length() > 10 ? commit.substring(0, 10) : commit;
  }
}
