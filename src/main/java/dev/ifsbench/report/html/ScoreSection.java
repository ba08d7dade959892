package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.ForestPlot;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.text.Figures;
import dev.ifsbench.report.text.Remarks;
import dev.ifsbench.report.text.Verdicts;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * The scores of a run's benchmarks: for each transport the ratios of the kinds of handle to those
 * that serve as reference, the largest effect first, on one axis; and the scores themselves.
 * Benchmarks without a kind stand together by unit.
 */
final class ScoreSection {
  private static final String TRANSPORT = "transport";
  private static final String CHART = "chart";

  private final Glyphs glyphs;
  private final Figures figures;
  private final Cards cards;
  private final ReportedRun run;
  private final List<ComparedRow<BenchmarkSeries>> scores;
  private final Names names;
  private final Map<String, Integer> numbers;
  private final Map<SeriesKey, ShownUnit> units;

  /** A kind of handle in a setting against a reference. */
  private record Ratio(ComparedRow<BenchmarkSeries> of, Contrast contrast) {
    double effect() {
      double effect = Math.abs(Math.log(contrast.ratio().estimate()));
      return Double.isFinite(effect) ? effect : 0;
    }
  }

  ScoreSection(Glyphs glyphs, Cards cards, ReportedRun run) {
    this.glyphs = glyphs;
    this.figures = new Figures(glyphs);
    this.cards = cards;
    this.run = run;
    this.scores = scores(run);
    this.names = new Names(scores);
    this.numbers =
        Names.numbered(
            scores.stream()
                .flatMap(score -> score.subject().handle().stream())
                .distinct()
                .toList());
    this.units = units(scores);
  }

  /** What is no percentile. */
  static List<ComparedRow<BenchmarkSeries>> scores(ReportedRun run) {
    return run.comparisons().stream()
        .filter(comparison -> comparison.subject().key().percentile().isEmpty())
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
    Map<String, List<ComparedRow<BenchmarkSeries>>> transports = new LinkedHashMap<>();
    Map<String, List<ComparedRow<BenchmarkSeries>>> others = new LinkedHashMap<>();
    for (ComparedRow<BenchmarkSeries> score : scores) {
      if (score.subject().handle().isPresent()) {
        String transport = score.subject().setting().params().getOrDefault(TRANSPORT, "");
        transports.computeIfAbsent(transport, t -> new ArrayList<>()).add(score);
      } else {
        others.computeIfAbsent(score.subject().unit().text(), u -> new ArrayList<>()).add(score);
      }
    }
    transports.forEach(
        (transport, of) ->
            addTransport(
                section, transport.isEmpty() ? "Kinds of handle" : "Transport " + transport, of));
    others.forEach((unit, rows) -> addScores(section, "Benchmarks in " + unit, rows));
    addFlawed(section);
  }

  private void addTransport(Element section, String title, List<ComparedRow<BenchmarkSeries>> of) {
    Element card = cards.add(section, title, Map.of());
    Map<String, List<Ratio>> references = new LinkedHashMap<>();
    for (ComparedRow<BenchmarkSeries> score : of) {
      for (Contrast contrast : score.contrasts()) {
        references
            .computeIfAbsent(contrast.reference(), r -> new ArrayList<>())
            .add(new Ratio(score, contrast));
      }
    }
    List<Interval> ratios =
        references.values().stream()
            .flatMap(List::stream)
            .map(ratio -> ratio.contrast().ratio())
            .toList();
    ForestPlot plot = ForestPlot.ofRatios(ratios, run.method().margin());
    Names inCard = new Names(of);
    references.forEach((reference, rows) -> addRatios(card, title, reference, rows, plot, inCard));
    addTable(card, title, of, inCard);
  }

  private void addRatios(
      Element card, String title, String reference, List<Ratio> rows, ForestPlot plot, Names of) {
    HtmlTable table =
        new HtmlTable(
            card,
            String.format(
                Locale.ROOT,
                "%s: ratio to %s, the largest effect first; shaded: %s",
                title,
                reference,
                new Verdicts(glyphs, run.method().margin()).textWithSign(Verdict.EQUAL)),
            "setting",
            "handle",
            CHART,
            "ratio and difference",
            "verdict");
    plot.addHead(plotHeading(table, 2), glyphs.times());
    rows.sort(Comparator.comparingDouble(Ratio::effect).reversed());
    for (Ratio row : rows) {
      ComparedRow<BenchmarkSeries> score = row.of();
      Contrast contrast = row.contrast();
      String kind = score.subject().handle().orElseThrow();
      table
          .row(of.title(score.subject().setting()))
          .params(score.subject().key().params())
          .text(kind);
      plot.addRow(table.cell("plot"), numbers.getOrDefault(kind, 0), contrast.ratio());
      table.interval(figures.ratio(contrast.ratio()), contrast.ratio());
      ShownUnit unit = ShownUnit.ofDifference(score.subject().unit().text(), contrast.difference());
      table
          .last()
          .appendElement("small")
          .text(figures.difference(unit.of(contrast.difference())) + " " + unit.text());
      addVerdict(table.cell("verdict"), contrast);
    }
  }

  /** One unit for all kinds of a setting. */
  private static Map<SeriesKey, ShownUnit> units(List<ComparedRow<BenchmarkSeries>> scores) {
    Map<SeriesKey, List<ComparedRow<BenchmarkSeries>>> settings = new LinkedHashMap<>();
    scores.forEach(
        score ->
            settings.computeIfAbsent(score.subject().setting(), s -> new ArrayList<>()).add(score));
    Map<SeriesKey, ShownUnit> units = new LinkedHashMap<>();
    settings.forEach(
        (setting, kinds) ->
            units.put(
                setting,
                ShownUnit.of(
                    kinds.get(0).subject().unit().text(),
                    kinds.stream().map(ComparedRow::level).toList())));
    return units;
  }

  private void addTable(
      Element card, String title, List<ComparedRow<BenchmarkSeries>> rows, Names of) {
    HtmlTable table =
        new HtmlTable(card, title + ": scores", "setting", "handle", "score", "better", "forks");
    for (ComparedRow<BenchmarkSeries> row : rows) {
      ShownUnit unit = units.get(row.subject().setting());
      table
          .row(of.title(row.subject().setting()))
          .params(row.subject().key().params())
          .text(row.subject().handle().orElseThrow())
          .interval(figures.score(unit.of(row.level())) + " " + unit.text(), row.level())
          .text(better(row))
          .count(row.subject().forks());
    }
  }

  /** Its name is for screen readers; others see the axis. */
  private static Element plotHeading(HtmlTable table, int column) {
    Element heading = table.heading(column).addClass("plot");
    heading.child(0).addClass("hidden");
    return heading;
  }

  private static String better(ComparedRow<BenchmarkSeries> row) {
    return row.subject().key().higherIsBetter() ? "more" : "less";
  }

  private void addScores(Element section, String title, List<ComparedRow<BenchmarkSeries>> rows) {
    Element card = cards.add(section, title, Map.of());
    ShownUnit unit =
        ShownUnit.of(
            rows.get(0).subject().unit().text(), rows.stream().map(ComparedRow::level).toList());
    HtmlTable table =
        new HtmlTable(card, title, "benchmark", CHART, "score, " + unit.text(), "better", "forks");
    ForestPlot plot = ForestPlot.ofScores(rows.stream().map(row -> unit.of(row.level())).toList());
    plot.addHead(plotHeading(table, 1), "");
    for (ComparedRow<BenchmarkSeries> row : rows) {
      table.row(names.title(row.subject().setting())).params(row.subject().key().params());
      plot.addRow(table.cell("plot"), 0, unit.of(row.level()));
      table
          .interval(figures.score(unit.of(row.level())), row.level())
          .text(better(row))
          .count(row.subject().forks());
    }
  }

  private void addVerdict(Element cell, Contrast contrast) {
    cell.appendText(new Verdicts(glyphs, run.method().margin()).textWithSign(contrast.verdict()));
    List<String> remarks =
        new Remarks(figures)
            .of(run.method().estimator().statistic(), contrast.otherRatio(), contrast.skewed());
    if (!remarks.isEmpty()) {
      cell.appendElement("small").text(String.join("; ", remarks));
    }
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
