package dev.ifsbench.report.html;

import dev.ifsbench.report.text.Figures;
import dev.ifsbench.report.text.Glyphs;
import dev.ifsbench.report.text.Remarks;
import dev.ifsbench.report.text.Verdicts;
import dev.ifsbench.track.compare.ComparedSeries;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Contrast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * The scores of a run's benchmarks: the kinds of handle of one setting side by side, and each
 * against those that serve as reference. Benchmarks without a kind stand together by unit.
 */
final class ScoreSection {
  private final Glyphs glyphs;
  private final Figures figures;
  private final Charts charts;
  private final ReportedRun run;
  private final List<ComparedSeries> scores;
  private final Names names;
  private final Map<String, Integer> numbers;

  ScoreSection(Glyphs glyphs, Charts charts, ReportedRun run) {
    this.glyphs = glyphs;
    this.figures = new Figures(glyphs);
    this.charts = charts;
    this.run = run;
    this.scores = scores(run);
    this.names = new Names(scores);
    this.numbers =
        Names.numbered(
            scores.stream().flatMap(score -> score.handle().stream()).distinct().toList());
  }

  /** What is no percentile. */
  static List<ComparedSeries> scores(ReportedRun run) {
    return run.comparisons().stream()
        .filter(comparison -> comparison.series().key().percentile().isEmpty())
        .toList();
  }

  /** Appends what there is: nothing for a run without scores. */
  void addTo(Element section) {
    if (scores.isEmpty()) {
      return;
    }
    if (!names.common().isEmpty()) {
      section
          .appendElement("p")
          .addClass("note")
          .text("In all of these: " + Names.text(names.common()) + ".");
    }
    Map<SeriesKey, List<ComparedSeries>> settings = new LinkedHashMap<>();
    Map<String, List<ComparedSeries>> others = new LinkedHashMap<>();
    for (ComparedSeries score : scores) {
      if (score.handle().isPresent()) {
        settings.computeIfAbsent(score.setting(), s -> new ArrayList<>()).add(score);
      } else {
        others.computeIfAbsent(score.series().unit().text(), u -> new ArrayList<>()).add(score);
      }
    }
    settings.forEach((setting, kinds) -> addSetting(section, names.title(setting), kinds));
    others.forEach((unit, rows) -> addSetting(section, "Benchmarks in " + unit, rows));
    addFlawed(section);
  }

  private void addSetting(Element section, String title, List<ComparedSeries> rows) {
    Element card = section.appendElement("article").addClass("card");
    card.appendElement("h3").text(title);
    BenchmarkSeries any = rows.get(0).series();
    String unit = any.unit().text();
    String better = any.key().higherIsBetter() ? "more is better" : "less is better";
    Element pair = card.appendElement("div").addClass("pair");
    charts.add(
        pair,
        "intervals",
        String.format(Locale.ROOT, "Score in %s, %s", unit, better),
        text(rows),
        Map.of("unit", unit, "zero", true, "rows", scoreRows(rows)));
    if (rows.stream().anyMatch(row -> !row.contrasts().isEmpty())) {
      charts.add(
          pair,
          "intervals",
          "Difference to the reference, " + unit,
          "The table holds the differences and their intervals.",
          Map.of("unit", unit, "zero", true, "signed", true, "rows", differenceRows(rows)));
    }
    addTable(card, title, unit, rows);
  }

  private String text(List<ComparedSeries> rows) {
    List<String> parts = new ArrayList<>();
    rows.forEach(row -> parts.add(label(row) + " " + figures.score(row.score())));
    return String.join("; ", parts);
  }

  private String label(ComparedSeries row) {
    return row.handle().orElseGet(() -> names.title(row.setting()));
  }

  private List<Map<String, Object>> scoreRows(List<ComparedSeries> rows) {
    List<Map<String, Object>> data = new ArrayList<>();
    for (ComparedSeries row : rows) {
      data.add(row(label(row), numbers.getOrDefault(label(row), 0), Charts.interval(row.score())));
    }
    return data;
  }

  private List<Map<String, Object>> differenceRows(List<ComparedSeries> rows) {
    List<Map<String, Object>> data = new ArrayList<>();
    for (ComparedSeries row : rows) {
      for (Contrast contrast : row.contrasts()) {
        data.add(
            row(
                label(row) + " \u2212 " + contrast.reference(),
                numbers.get(label(row)),
                Charts.interval(contrast.difference())));
      }
    }
    return data;
  }

  private static Map<String, Object> row(String label, int number, Map<String, Object> interval) {
    Map<String, Object> row = new LinkedHashMap<>(interval);
    row.put("label", label);
    row.put("series", number);
    return row;
  }

  private void addTable(Element card, String title, String unit, List<ComparedSeries> rows) {
    boolean compared = rows.stream().anyMatch(row -> !row.contrasts().isEmpty());
    String score = "score, " + unit;
    HtmlTable table =
        compared
            ? new HtmlTable(
                card,
                title,
                "handle",
                score,
                "forks",
                "against",
                "difference, " + unit,
                "ratio",
                "verdict")
            : new HtmlTable(card, title, "benchmark", score, "forks");
    for (ComparedSeries row : rows) {
      addScore(table, row);
      boolean first = true;
      for (Contrast contrast : row.contrasts()) {
        if (!first) {
          table.row("").text("").text("");
        }
        first = false;
        table
            .text(contrast.reference())
            .interval(figures.difference(contrast.difference(), row.score()), contrast.difference())
            .interval(figures.ratio(contrast.ratio()), contrast.ratio())
            .text(verdict(contrast));
      }
      if (first && compared) {
        table.text("").text("").text("").text("");
      }
    }
  }

  private String verdict(Contrast contrast) {
    List<String> parts = new ArrayList<>();
    parts.add(new Verdicts(glyphs, run.method().margin()).textWithSign(contrast.verdict()));
    parts.addAll(
        new Remarks(figures)
            .of(run.method().estimator().statistic(), contrast.otherRatio(), contrast.skewed()));
    return String.join("; ", parts);
  }

  private void addScore(HtmlTable table, ComparedSeries row) {
    table
        .row(label(row))
        .interval(figures.score(row.score()), row.score())
        .count(row.series().forks());
  }

  /** What cannot be shown is named. */
  private void addFlawed(Element section) {
    for (BenchmarkSeries series : run.results().series()) {
      Optional<String> flaw = series.flaw();
      if (flaw.isPresent() && series.key().percentile().isEmpty()) {
        section
            .appendElement("p")
            .addClass("warning")
            .text(String.format(Locale.ROOT, "Not shown: %s, for %s.", series.key(), flaw.get()));
      }
    }
  }
}
