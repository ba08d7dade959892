package dev.ifsbench.report.html;

import dev.ifsbench.report.text.Figures;
import dev.ifsbench.report.text.Glyphs;
import dev.ifsbench.report.text.Verdicts;
import dev.ifsbench.track.compare.ComparedSeries;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The comparisons of a report in a sentence each, those that are decided first. */
final class GlanceSection {
  private static final int MOST = 12;
  private static final Glyphs GLYPHS = Glyphs.of(StandardCharsets.UTF_8);
  private static final Figures FIGURES = new Figures(GLYPHS);

  private record Line(String setting, String kind, String unit, Contrast contrast, double margin) {
    boolean isDecided() {
      return contrast.verdict() != Verdict.UNDECIDED;
    }
  }

  private GlanceSection() {}

  /**
   * Appends a list; nothing if nothing is compared.
   *
   * @param section what it is put into
   * @param runs of the report
   */
  static void addTo(Element section, List<ReportedRun> runs) {
    List<Line> lines = runs.stream().flatMap(run -> lines(run).stream()).toList();
    if (lines.isEmpty()) {
      return;
    }
    long decided = lines.stream().filter(Line::isDecided).count();
    section
        .appendElement("p")
        .text(
            String.format(
                Locale.ROOT,
                "Of %d comparisons, %d %s decided: faster, slower, or equal within the margin.",
                lines.size(),
                decided,
                decided == 1 ? "is" : "are"));
    List<Line> shown = lines.stream().filter(Line::isDecided).limit(MOST).toList();
    if (shown.isEmpty()) {
      section
          .appendElement("p")
          .addClass("note")
          .text("More rounds make the intervals narrower: undecided is not equal.");
      return;
    }
    Element list = section.appendElement("ul").addClass("glance");
    for (Line line : shown) {
      addLine(list, line);
    }
    if (shown.size() < decided) {
      section
          .appendElement("p")
          .addClass("note")
          .text(
              String.format(
                  Locale.ROOT, "%d more are in the tables below.", decided - shown.size()));
    }
  }

  private static void addLine(Element list, Line line) {
    Element item = list.appendElement("li");
    item.appendElement("strong").text(line.kind());
    item.appendText(" against " + line.contrast().reference() + ": ");
    item.appendElement("span")
        .addClass("verdict")
        .text(new Verdicts(GLYPHS, line.margin()).textWithSign(line.contrast().verdict()));
    item.appendText(
        String.format(
            Locale.ROOT,
            " by %s %s, %s",
            FIGURES.difference(line.contrast().difference()),
            line.unit(),
            FIGURES.ratio(line.contrast().ratio())));
    item.appendElement("small").text(line.setting());
  }

  private static List<Line> lines(ReportedRun run) {
    List<ComparedSeries> scores = ScoreSection.scores(run);
    Names names = new Names(scores);
    return scores.stream()
        .flatMap(
            score ->
                score.contrasts().stream()
                    .map(
                        contrast ->
                            new Line(
                                names.title(score.setting()),
                                score.handle().orElse(""),
                                score.series().unit().text(),
                                contrast,
                                run.method().margin())))
        .toList();
  }
}
