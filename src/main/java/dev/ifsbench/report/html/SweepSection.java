package dev.ifsbench.report.html;

import dev.ifsbench.report.text.Figures;
import dev.ifsbench.report.text.Glyphs;
import dev.ifsbench.track.compare.ComparedSeries;
import dev.ifsbench.track.series.SeriesKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jsoup.nodes.Element;

/**
 * How scores grow with a parameter that counts something, such as depth or payload: a line for each
 * kind of handle, everything else the same.
 */
final class SweepSection {
  private static final String COUNT = "\\d{1,12}";

  private final Figures figures;
  private final Charts charts;
  private final List<ComparedSeries> scores;
  private final Names names;

  /** All points of one chart: by kind, by the parameter's value. */
  private record Sweep(
      String title, String unit, Map<String, SortedMap<Long, ComparedSeries>> kinds) {
    boolean isOne() {
      return kinds.values().stream().anyMatch(points -> points.size() > 1);
    }
  }

  SweepSection(Glyphs glyphs, Charts charts, ReportedRun run) {
    this.figures = new Figures(glyphs);
    this.charts = charts;
    this.scores = ScoreSection.scores(run);
    this.names = new Names(scores);
  }

  /** Appends a card for each parameter and setting; nothing if no parameter has several values. */
  void addTo(Element section) {
    parameters().forEach(parameter -> addParameter(section, parameter));
  }

  private List<String> parameters() {
    return scores.stream()
        .flatMap(score -> score.setting().params().keySet().stream())
        .distinct()
        .filter(name -> !names.common().containsKey(name))
        .filter(this::counts)
        .sorted()
        .toList();
  }

  private boolean counts(String parameter) {
    return scores.stream()
        .map(score -> score.setting().params().get(parameter))
        .allMatch(value -> value == null || value.matches(COUNT));
  }

  private void addParameter(Element section, String parameter) {
    Map<SeriesKey, Sweep> sweeps = new LinkedHashMap<>();
    for (ComparedSeries score : scores) {
      SeriesKey setting = score.setting();
      String value = setting.params().get(parameter);
      if (value != null) {
        sweeps
            .computeIfAbsent(
                without(setting, parameter),
                other ->
                    new Sweep(
                        names.title(other), score.series().unit().text(), new LinkedHashMap<>()))
            .kinds()
            .computeIfAbsent(score.handle().orElse("score"), kind -> new TreeMap<>())
            .put(Long.parseLong(value), score);
      }
    }
    sweeps.values().stream()
        .filter(Sweep::isOne)
        .forEach(sweep -> addSweep(section, parameter, sweep));
  }

  private static SeriesKey without(SeriesKey key, String parameter) {
    Map<String, String> params = new LinkedHashMap<>(key.params());
    params.remove(parameter);
    return new SeriesKey(key.benchmark(), key.mode(), key.threads(), params, key.percentile());
  }

  private void addSweep(Element section, String parameter, Sweep sweep) {
    Map<String, Integer> numbers = Names.numbered(sweep.kinds().keySet());
    List<Map<String, Object>> lines = new ArrayList<>();
    sweep
        .kinds()
        .forEach(
            (kind, points) -> {
              List<Map<String, Object>> data = new ArrayList<>();
              points.forEach(
                  (value, score) -> {
                    Map<String, Object> point = new LinkedHashMap<>(Charts.interval(score.score()));
                    point.put("x", value);
                    data.add(point);
                  });
              lines.add(Map.of("label", kind, "series", numbers.get(kind), "points", data));
            });
    Element card = section.appendElement("article").addClass("card");
    String title = String.format(Locale.ROOT, "By %s: %s", parameter, sweep.title());
    card.appendElement("h3").text(title);
    charts.add(
        card,
        "lines",
        String.format(Locale.ROOT, "Score in %s by %s", sweep.unit(), parameter),
        "The table holds all points.",
        Map.of("x", parameter, "y", sweep.unit(), "lines", lines));
    addTable(card, title, parameter, sweep);
  }

  private void addTable(Element card, String title, String parameter, Sweep sweep) {
    List<String> columns = new ArrayList<>(List.of(parameter));
    sweep.kinds().keySet().forEach(kind -> columns.add(kind + ", " + sweep.unit()));
    HtmlTable table = new HtmlTable(card, title, columns.toArray(String[]::new));
    List<Long> values =
        sweep.kinds().values().stream()
            .flatMap(points -> points.keySet().stream())
            .distinct()
            .sorted()
            .toList();
    for (long value : values) {
      table.row(Long.toString(value));
      for (SortedMap<Long, ComparedSeries> points : sweep.kinds().values()) {
        ComparedSeries score = points.get(value);
        if (score == null) {
          table.text("");
        } else {
          table.interval(figures.score(score.score()), score.score());
        }
      }
    }
  }
}
