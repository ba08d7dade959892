package dev.ifsbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.report.SampleRuns;
import dev.ifsbench.report.json.JsonReport;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.Figures;
import dev.ifsbench.report.text.RunComparisonReport;
import dev.ifsbench.track.compare.RunComparison;
import dev.ifsbench.track.compare.RunConditions;
import dev.ifsbench.track.series.LatencyCurve;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Percentile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A percentile is one number, wherever it is shown. */
class OneNumberTest {
  private static final double NANOS_PER_MICRO = 1000;
  private static final Glyphs GLYPHS = Glyphs.of(StandardCharsets.UTF_8);

  @TempDir static Path folder;
  private static ReportedRun run;
  private static Document page;

  @BeforeAll
  static void make() throws Exception {
    run = SampleRuns.read(SampleRuns.latency(folder.resolve("latency")));
    page = Jsoup.parse(HtmlReport.of(new ReportContent(List.of(run), List.of(), List.of())));
  }

  @Test
  void curveMarkTableTerminalAndJsonHaveTheSamePercentiles() throws Exception {
    RunComparison comparison = RunComparison.of(run.results(), run.results(), run.method());
    JsonNode json =
        new ObjectMapper().readTree(JsonReport.of(comparison, RunConditions.OF_ONE_RUN));
    String terminal =
        String.join(
            "\n",
            new RunComparisonReport(Screen.ofFile()).lines(comparison, RunConditions.OF_ONE_RUN));
    for (LatencyCurve curve : run.curves()) {
      String kind = curve.tag().contains("WRAPPED") ? "WRAPPED" : "BASE";
      String measure = curve.tag().endsWith(".response") ? "response time" : "service time";
      Element card =
          page.select("#latency article").stream()
              .filter(each -> each.selectFirst("h3").text().endsWith(measure))
              .findFirst()
              .orElseThrow();
      Element row =
          card.selectFirst("table").select("tbody tr").stream()
              .filter(each -> each.child(0).text().equals(kind))
              .findFirst()
              .orElseThrow();
      int shown = 0;
      for (Percentile percentile : Percentile.values()) {
        Element cell = row.selectFirst("td[data-label^='%s, ']".formatted(percentile));
        List<LatencyCurve.Point> of =
            curve.mean().stream().filter(point -> point.oneIn() == percentile.oneIn()).toList();
        if (of.isEmpty()) {
          assertThat(cell.text()).isEqualTo("-");
          continue;
        }
        shown++;
        double nanos = of.get(0).nanos();
        Element data = cell.selectFirst("data");
        assertThat(Double.parseDouble(data.attr("value")))
            .isCloseTo(nanos / NANOS_PER_MICRO, withinPercentage(1e-9));
        assertThat(card.select("svg title").eachText())
            .contains("%s, %s: %s \u00b5s".formatted(kind, percentile, data.text()));
        JsonNode before = before(json, curve.tag(), percentile);
        assertThat(before.get("estimate").asDouble()).isCloseTo(nanos, withinPercentage(1e-9));
        assertThat(terminal)
            .contains(
                new Figures(GLYPHS)
                    .score(
                        new Interval(
                            nanos, before.get("low").asDouble(), before.get("high").asDouble())));
      }
      assertThat(shown).isEqualTo(4);
    }
  }

  private static JsonNode before(JsonNode json, String tag, Percentile percentile) {
    return StreamSupport.stream(json.get("comparisons").spliterator(), false)
        .filter(each -> tag(each).equals(tag))
        .filter(each -> each.get("statistic").asText().equals(percentile.toString()))
        .findFirst()
        .orElseThrow()
        .get("before");
  }

  private static String tag(JsonNode row) {
    return row.get("benchmark").asText();
  }

  @Test
  void eachForkHasAThinCurveOfItsOwnAndTheirMeanIsBetweenThem() {
    for (LatencyCurve curve : run.curves()) {
      assertThat(curve.forks()).hasSize(2);
      for (LatencyCurve.Point point : curve.mean()) {
        List<Double> forks =
            curve.forks().stream()
                .flatMap(List::stream)
                .filter(each -> each.oneIn() == point.oneIn())
                .map(LatencyCurve.Point::nanos)
                .sorted()
                .toList();
        assertThat(point.nanos()).isBetween(forks.get(0) - 1e-6, forks.get(1) + 1e-6);
      }
      assertThat(curve.mean().get(curve.mean().size() - 1).oneIn())
          .as("ten requests of a fork's 20,000 took longer")
          .isLessThanOrEqualTo(2000);
    }
    assertThat(page.select("#latency path.thin")).hasSize(8);
  }
}
