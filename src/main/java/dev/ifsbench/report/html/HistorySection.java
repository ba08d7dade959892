package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.ForeignText;
import dev.ifsbench.report.html.chart.Sparkline;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.text.ChangeWords;
import dev.ifsbench.report.text.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Benchmarks over many runs: a list of all changes of level, a chart for each setting in which
 * something changed, and a small line for each benchmark that never changed.
 */
final class HistorySection {
  /** With more points than this on a page, only the levels are listed and not each run. */
  private static final int MOST_LISTED = 6000;

  /** With more settings than this, a browser lays out only those that are near the screen. */
  private static final int MANY = 20;

  private final Figures figures;
  private final Cards cards;
  private final CommitLinks commits;
  private HistoryRuns runs = new HistoryRuns(List.of());
  private Optional<Place> worst = Optional.empty();

  /** What was measured alike, to be drawn in one chart. */
  private record Alike(String setting, String environment, String unit) {}

  /**
   * A chart, drawn but not yet on the page.
   *
   * @param alike what its kinds have in common
   * @param trends of these
   * @param unit of the scores
   * @param chart what is drawn
   * @param figure that holds the drawing
   * @param summary of its changes
   */
  private record Drawing(
      Alike alike,
      List<Trend> trends,
      ShownUnit unit,
      HistoryChart chart,
      Element figure,
      String summary) {}

  /**
   * A change, and where it is drawn.
   *
   * @param change of level
   * @param card its id
   */
  record Place(LevelChange change, String card) {}

  HistorySection(Glyphs glyphs, Cards cards, CommitLinks commits) {
    this.figures = new Figures(glyphs);
    this.cards = cards;
    this.commits = commits;
  }

  /**
   * Appends everything; nothing if there are no histories.
   *
   * @param section what it is put into
   * @param histories of all benchmarks
   */
  void addTo(Element section, List<Trend> histories) {
    if (histories.isEmpty()) {
      return;
    }
    Map<Alike, List<Trend>> charts = new LinkedHashMap<>();
    for (Trend trend : histories) {
      charts
          .computeIfAbsent(
              new Alike(trend.setting(), trend.environment(), trend.unit()),
              alike -> new ArrayList<>())
          .add(trend);
    }
    boolean listsRuns =
        histories.stream().mapToInt(trend -> trend.points().size()).sum() <= MOST_LISTED;
    section.addClass(charts.size() > MANY ? "many" : "few");
    runs =
        new HistoryRuns(
            charts.values().stream()
                .filter(HistorySection::isMoved)
                .flatMap(List::stream)
                .toList());
    Element list = section.appendElement("div");
    List<Place> changes = new ArrayList<>();
    List<Trend> unchanged = new ArrayList<>();
    charts.values().stream().filter(trends -> !isMoved(trends)).forEach(unchanged::addAll);
    for (Drawing drawing : drawings(charts)) {
      String card = addCard(section, drawing, listsRuns);
      drawing.trends().stream()
          .flatMap(trend -> LevelChange.of(trend).stream())
          .forEach(change -> changes.add(new Place(change, card)));
    }
    changes.sort((one, other) -> LevelChange.WORST_FIRST.compare(one.change(), other.change()));
    worst = changes.stream().findFirst().filter(place -> place.change().isWorse());
    addChanges(list, changes);
    addUnchanged(section, unchanged);
  }

  private static boolean isMoved(List<Trend> trends) {
    return trends.stream().anyMatch(trend -> !trend.changes().isEmpty());
  }

  /** The largest change to the worse; nothing if there is none. */
  Optional<Place> worst() {
    return worst;
  }

  /** The runs that are drawn, for the script. */
  HistoryRuns runs() {
    return runs;
  }

  private void addChanges(Element list, List<Place> changes) {
    if (changes.isEmpty()) {
      list.appendElement("p").text("No change of level is found.");
      return;
    }
    HtmlTable table =
        new HtmlTable(
            list,
            "All changes of level, the worst first",
            "setting",
            "handle",
            "change",
            "commit",
            "date",
            "p");
    for (Place place : changes) {
      LevelChange change = place.change();
      table.row(change.trend().setting()).params(change.trend().params());
      table.text(change.trend().kind());
      table
          .cell("verdict")
          .appendElement("a")
          .attr("href", "#" + place.card())
          .text((change.isWorse() ? "\u25b2 " : "\u25bc ") + change.words());
      Element commit = table.cell("");
      commits.addTo(commit, change.point().run().commit());
      commit.appendText(change.range());
      table.cell("number").text(date(change.point().run().time()));
      table.number(ChangeWords.probability(change.change()), change.change().pValue());
    }
  }

  private static String date(String time) {
    return time.length() > 10 ? time.substring(0, 10) : time;
  }

  /** Drawing takes most of the time, so that all processors do it. */
  private List<Drawing> drawings(Map<Alike, List<Trend>> charts) {
    return charts.entrySet().parallelStream()
        .filter(chart -> isMoved(chart.getValue()))
        .map(chart -> drawing(chart.getKey(), chart.getValue()))
        .toList();
  }

  private Drawing drawing(Alike alike, List<Trend> trends) {
    ShownUnit unit =
        ShownUnit.of(
            alike.unit(),
            trends.stream()
                .flatMap(trend -> trend.points().stream())
                .map(Trend.Point::score)
                .toList());
    String summary =
        trends.stream()
            .flatMap(trend -> LevelChange.of(trend).stream())
            .map(this::sentence)
            .collect(Collectors.joining(". ", "", "."));
    HistoryChart chart = new HistoryChart(trends, unit, runs);
    // A document of its own: an element without one looks for a parser again and again.
    Element figure = Document.createShell("").body();
    chart.addTo(figure, ForeignText.cut(summary, ForeignText.MOST));
    return new Drawing(alike, trends, unit, chart, figure, summary);
  }

  private String addCard(Element section, Drawing drawing, boolean listsRuns) {
    Alike alike = drawing.alike();
    List<Trend> trends = drawing.trends();
    Map<String, String> params = new LinkedHashMap<>(trends.get(0).params());
    if (trends.size() > 1) {
      params
          .entrySet()
          .removeIf(
              each ->
                  !trends.stream()
                      .allMatch(
                          trend -> each.getValue().equals(trend.params().get(each.getKey()))));
    }
    Element card = cards.add(section, alike.setting(), params);
    if (!alike.environment().isEmpty()) {
      card.appendElement("p").addClass("source").text("Environment " + alike.environment());
    }
    card.appendChildren(List.copyOf(drawing.figure().childNodes()));
    card.appendElement("p").text(drawing.summary());
    Element details = card.appendElement("details");
    if (listsRuns) {
      details.appendElement("summary").text("The runs one by one");
      addRuns(details, alike.setting(), drawing.chart(), drawing.unit());
    } else {
      details.appendElement("summary").text("The levels one by one");
      addLevels(details, alike.setting(), trends, drawing.unit());
    }
    return card.id();
  }

  /** As in {@code At 0123456789 the level moved by +5.0%: slower (p = 0.0100)}. */
  private String sentence(LevelChange change) {
    String range = change.range();
    String causes =
        change.causes().isEmpty()
            ? ""
            : ", of which a possible cause is that the "
                + String.join(", and the ", change.causes());
    String kind = change.trend().kind();
    return String.format(
        Locale.ROOT,
        "%sAt %s%s the level moved by %s: %s (p = %s)%s",
        kind.isEmpty() ? "" : kind + ": ",
        CommitLinks.shortened(change.point().run().commit()),
        range.isEmpty() ? "" : range + ",",
        ChangeWords.size(change.change()),
        ChangeWords.verdict(change.change(), change.trend().higherIsBetter()),
        ChangeWords.probability(change.change()),
        causes);
  }

  private void addRuns(Element details, String setting, HistoryChart chart, ShownUnit unit) {
    List<String> columns = new ArrayList<>(List.of("time", "run", "commit"));
    for (HistoryCurve curve : chart.curves()) {
      String kind = curve.trend().kind();
      columns.add((kind.isEmpty() ? "score" : kind) + ", " + unit.text());
    }
    columns.add("change of level");
    HtmlTable table =
        new HtmlTable(details, setting + ", run by run", columns.toArray(String[]::new));
    for (int place = 0; place < chart.runs().size(); place++) {
      Trend.Run run = chart.runs().get(place);
      table.row(run.time()).text(run.name());
      commits.addTo(table.cell(""), run.commit());
      List<String> moved = new ArrayList<>();
      for (HistoryCurve curve : chart.curves()) {
        Trend trend = curve.trend();
        Optional<Trend.Point> point = curve.at(place);
        if (point.isPresent()) {
          table.interval(figures.score(unit.of(point.get().score())), point.get().score());
        } else {
          table.text("");
        }
        LevelChange.of(trend).stream()
            .filter(change -> point.isPresent() && change.point().equals(point.get()))
            .forEach(
                change ->
                    moved.add(
                        String.format(
                            Locale.ROOT,
                            "%s%s, p = %s",
                            trend.kind().isEmpty() ? "" : trend.kind() + " ",
                            change.words(),
                            ChangeWords.probability(change.change()))));
      }
      table.text(String.join("; ", moved));
    }
  }

  private void addLevels(Element details, String setting, List<Trend> trends, ShownUnit unit) {
    HtmlTable table =
        new HtmlTable(
            details,
            setting + ", level by level",
            "handle",
            "from",
            "to",
            "runs",
            "mean, " + unit.text());
    for (Trend trend : trends) {
      for (Level level : Level.of(trend)) {
        table.row(trend.kind());
        commits.addTo(table.cell(""), trend.points().get(level.first()).run().commit());
        commits.addTo(table.cell(""), trend.points().get(level.last()).run().commit());
        table
            .count(level.last() - level.first() + 1)
            .number(figures.time(level.mean() * unit.factor()), level.mean());
      }
    }
  }

  private void addUnchanged(Element section, List<Trend> unchanged) {
    if (unchanged.isEmpty()) {
      return;
    }
    Element card = cards.add(section, "What never changed", Map.of());
    HtmlTable table =
        new HtmlTable(
            card,
            "Benchmarks without a change of level, from the oldest run to the newest",
            "setting",
            "handle",
            "runs",
            "last score",
            "from the oldest run to the newest",
            "environment");
    Map<String, Integer> numbers = Names.numbered(unchanged.stream().map(Trend::kind).toList());
    for (Trend trend : unchanged) {
      ShownUnit unit =
          ShownUnit.of(trend.unit(), trend.points().stream().map(Trend.Point::score).toList());
      Trend.Point last = trend.points().get(trend.points().size() - 1);
      table
          .row(trend.setting())
          .params(trend.params())
          .text(trend.kind())
          .count(trend.points().size())
          .interval(figures.score(unit.of(last.score())) + " " + unit.text(), last.score());
      Element cell = table.cell("");
      double[] scores =
          trend.points().stream()
              .mapToDouble(point -> unit.of(point.score()).estimate())
              .filter(Double::isFinite)
              .toArray();
      if (scores.length > 0) {
        Sparkline.addTo(cell, numbers.get(trend.kind()), scores, unit.text());
      }
      ChangeWords.tooFew(trend.points().size())
          .ifPresent(text -> cell.appendElement("small").text(text));
      table.text(trend.environment());
    }
  }
}
