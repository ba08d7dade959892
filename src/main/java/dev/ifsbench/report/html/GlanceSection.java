package dev.ifsbench.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ifsbench.report.html.chart.ForeignText;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.text.Figures;
import dev.ifsbench.report.text.VerdictCounts;
import dev.ifsbench.report.text.Verdicts;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Contrast;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jsoup.nodes.Element;

/**
 * The answer of each run: a sentence for each kind of handle, and a matrix of settings and kinds,
 * the largest effect first.
 */
final class GlanceSection {
  /** What is not folded away. */
  private static final int ROWS = 24;

  private static final Glyphs GLYPHS = Glyphs.of(StandardCharsets.UTF_8);
  private static final Figures FIGURES = new Figures(GLYPHS);

  /** What was measured in one way, and each kind of handle against the reference. */
  private record Row(SeriesKey setting, String title, String unit, Map<String, Contrast> byKind) {
    double largestEffect() {
      return byKind.values().stream()
          .mapToDouble(contrast -> Math.abs(Math.log(contrast.ratio().estimate())))
          .filter(Double::isFinite)
          .max()
          .orElse(0);
    }
  }

  private final Element section;
  private final Verdicts verdicts;
  private final double margin;

  private GlanceSection(Element section, double margin) {
    this.section = section;
    this.margin = margin;
    verdicts = new Verdicts(GLYPHS, margin);
  }

  /**
   * Appends the answer of each run, and what became worst in the history; nothing if nothing is
   * compared and there is no history.
   *
   * @param section what it is put into
   * @param content of the report
   * @param worst the largest change to the worse, if there is one
   */
  static void addTo(Element section, ReportContent content, Optional<HistorySection.Place> worst) {
    Element history = new Element("p").addClass("worst");
    for (ReportedRun run : content.runs()) {
      new GlanceSection(section, run.method().margin()).add(run, history);
    }
    if (!content.histories().isEmpty()) {
      addWorst(history, worst);
      if (history.parent() == null) {
        section.appendChild(history);
      }
    } else {
      history.remove();
    }
  }

  private static void addWorst(Element history, Optional<HistorySection.Place> worst) {
    if (worst.isEmpty()) {
      history.text("History: no level became worse.");
      return;
    }
    LevelChange change = worst.get().change();
    history.appendText("Worst regression of the history: ");
    history
        .appendElement("a")
        .attr("href", "#" + worst.get().card())
        .appendElement("strong")
        .text("\u25b2 " + change.words());
    history.appendText(" at ");
    ForeignText.addPhrase(history, CommitLinks.shortened(change.point().run().commit()));
    history.appendText(", in ");
    ForeignText.addPhrase(history, change.title());
    history.appendText(".");
  }

  private void add(ReportedRun run, Element history) {
    List<ComparedRow<BenchmarkSeries>> scores = ScoreSection.scores(run);
    String reference =
        scores.stream()
            .flatMap(score -> score.contrasts().stream())
            .map(Contrast::reference)
            .findFirst()
            .orElse(null);
    if (reference == null) {
      return;
    }
    List<Row> rows = rows(scores, reference);
    List<String> kinds =
        rows.stream().flatMap(row -> row.byKind().keySet().stream()).distinct().toList();
    kinds.forEach(kind -> addAnswer(kind, reference, rows));
    if (history.parent() == null) {
      section.appendChild(history);
    }
    addMachine(run);
    addMatrix(section, reference, kinds, rows.subList(0, Math.min(ROWS, rows.size())));
    if (rows.size() > ROWS) {
      Element more = section.appendElement("details");
      more.appendElement("summary")
          .text(String.format(Locale.ROOT, "%d more, with smaller effects", rows.size() - ROWS));
      addMatrix(more, reference, kinds, rows.subList(ROWS, rows.size()));
    }
  }

  /** Those of one setting in one row; the largest effect first. */
  private static List<Row> rows(List<ComparedRow<BenchmarkSeries>> scores, String reference) {
    Names names = new Names(scores);
    Map<SeriesKey, Row> rows = new LinkedHashMap<>();
    for (ComparedRow<BenchmarkSeries> score : scores) {
      for (Contrast contrast : score.contrasts()) {
        if (contrast.reference().equals(reference)) {
          rows.computeIfAbsent(
                  score.subject().setting(),
                  setting ->
                      new Row(
                          setting,
                          names.title(setting),
                          score.subject().unit().text(),
                          new LinkedHashMap<>()))
              .byKind()
              .put(score.subject().handle().orElse(""), contrast);
        }
      }
    }
    List<Row> sorted = new ArrayList<>(rows.values());
    sorted.sort(Comparator.comparingDouble(Row::largestEffect).reversed());
    return sorted;
  }

  /** As in {@code WRAPPED against BASE: slower in 8 of 9, undecided in 1; ×1.006 to ×4.475}. */
  private void addAnswer(String kind, String reference, List<Row> rows) {
    List<Contrast> contrasts =
        rows.stream().map(row -> row.byKind().get(kind)).filter(each -> each != null).toList();
    VerdictCounts counts = new VerdictCounts(contrasts.stream().map(Contrast::verdict).toList());
    Element answer = section.appendElement("p").addClass("answer");
    ForeignText.addPhrase(answer.appendElement("strong"), kind);
    answer.appendText(" against ");
    ForeignText.addPhrase(answer, reference);
    answer.appendText(": ");
    answer.appendElement("span").addClass("verdict").text(counts.clauses(verdicts::textWithSign));
    List<Double> ratios =
        contrasts.stream().map(each -> each.ratio().estimate()).filter(Double::isFinite).toList();
    if (!ratios.isEmpty()) {
      answer.appendText(
          String.format(
              Locale.ROOT,
              "; \u00d7%.3f to \u00d7%.3f.",
              ratios.stream().min(Double::compare).orElseThrow(),
              ratios.stream().max(Double::compare).orElseThrow()));
    }
  }

  /** Machine, JDK, commit and date in a line; a warning beneath if the machine was disturbed. */
  private void addMachine(ReportedRun run) {
    JsonNode environment = run.environment();
    StringJoiner line = new StringJoiner(" \u00b7 ");
    line.add(ForeignText.cut(run.name(), ForeignText.MOST));
    add(line, environment.at("/machine/cpu").asText());
    add(line, environment.at("/machine/operatingSystem").asText());
    add(line, prefixed("JDK ", environment.at("/jdk/version").asText()));
    add(line, prefixed("commit ", shortened(environment.at("/project/commit").asText())));
    add(line, environment.at("/startTime").asText());
    add(line, prefixed("load ", load(environment.at("/machine/loadAverage"))));
    section.appendElement("p").addClass("source").text(line.toString());
    JsonNode disturbances = environment.path(EnvironmentSection.DISTURBANCES);
    if (!disturbances.isEmpty()) {
      StringJoiner subjects = new StringJoiner(", ");
      disturbances.forEach(each -> subjects.add(each.path("subject").asText()));
      Element warning = section.appendElement("p").addClass("warning");
      warning.appendText("What can disturb measurement on this machine: " + subjects + ". ");
      warning.appendElement("a").attr("href", "#environment").text("Findings and advice");
    }
  }

  private static void add(StringJoiner line, String text) {
    if (!text.isEmpty()) {
      line.add(text);
    }
  }

  private static String prefixed(String prefix, String text) {
    return text.isEmpty() ? "" : prefix + text;
  }

  private static String shortened(String commit) {
    return commit.substring(0, Math.min(8, commit.length()));
  }

  private static String load(JsonNode average) {
    return average.isNumber() ? String.format(Locale.ROOT, "%.2f", average.asDouble()) : "";
  }

  private void addMatrix(Element to, String reference, List<String> kinds, List<Row> rows) {
    List<String> columns = new ArrayList<>(List.of("setting"));
    columns.addAll(kinds);
    String caption =
        String.format(
            Locale.ROOT,
            "Ratio to %s with its interval; bars from \u00d7%.2f to \u00d7%.2f, an arrow where it is beyond, shaded: equal",
            reference,
            1 / IntervalBar.END,
            IntervalBar.END);
    HtmlTable table = new HtmlTable(to, caption, columns.toArray(String[]::new));
    for (Row row : rows) {
      table.row(row.title()).params(row.setting().params());
      for (String kind : kinds) {
        Contrast contrast = row.byKind().get(kind);
        if (contrast == null) {
          table.text("");
        } else {
          addCell(table.cell("glance"), contrast, row.unit());
        }
      }
    }
  }

  private void addCell(Element cell, Contrast contrast, String unit) {
    cell.appendElement("span").addClass("verdict").text(verdicts.textWithSign(contrast.verdict()));
    IntervalBar.addTo(cell, contrast.ratio(), margin);
    cell.appendElement("span").text(FIGURES.ratio(contrast.ratio()));
    ShownUnit shown = ShownUnit.ofDifference(unit, contrast.difference());
    cell.appendElement("small")
        .text(FIGURES.difference(shown.of(contrast.difference())) + " " + shown.text());
  }
}
