package dev.ifsbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.bench.latency.LatencySample;
import dev.ifsbench.bench.latency.Pace;
import dev.ifsbench.bench.latency.Schedule;
import dev.ifsbench.report.SampleRuns;
import dev.ifsbench.report.json.HeadlineJson;
import dev.ifsbench.report.json.JsonReport;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.Environments;
import dev.ifsbench.report.text.Figures;
import dev.ifsbench.report.text.LatencyReport;
import dev.ifsbench.report.text.RunComparisonReport;
import dev.ifsbench.track.compare.LatencySummary;
import dev.ifsbench.track.compare.RunComparison;
import dev.ifsbench.track.compare.RunConditions;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FakeForks;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.series.LatencyCurve;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Percentile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final int REQUESTS = 20_000;
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

  @Test
  void latencysOwnTableAndJsonHaveThePercentilesOfTheCurve() throws Exception {
    List<LatencySummary> summaries =
        LatencySummary.of(measured(), Estimator.ofMedians(Pairing.ROUNDS, 0.95));
    Environment environment = Environments.of("sockets");
    String table =
        String.join(
            "\n",
            new LatencyReport(Screen.ofFile())
                .lines(summaries, 1000, 2, 0.95, environment, List.of()));
    JsonNode json =
        new ObjectMapper()
            .readTree(HeadlineJson.of(summaries, 1000, 2, environment, List.of()))
            .get("latencies");
    for (LatencyCurve curve : run.curves()) {
      LatencyMeasure measure =
          curve.tag().endsWith(".response") ? LatencyMeasure.RESPONSE : LatencyMeasure.SERVICE;
      int kind = curve.tag().contains("WRAPPED") ? 1 : 0;
      Map<Percentile, Interval> percentiles =
          summaries.get(kind).times().get(measure).percentiles();
      assertThat(percentiles).hasSize(4);
      percentiles.forEach(
          (percentile, interval) -> {
            double nanos =
                curve.mean().stream()
                    .filter(point -> point.oneIn() == percentile.oneIn())
                    .findFirst()
                    .orElseThrow()
                    .nanos();
            assertThat(interval.estimate()).isCloseTo(nanos, withinPercentage(1e-9));
            assertThat(
                    json.get(kind)
                        .get(measure.name().toLowerCase(Locale.ROOT))
                        .at("/nanos/" + percentile + "/estimate")
                        .asDouble())
                .isCloseTo(nanos, withinPercentage(1e-9));
            assertThat(table)
                .contains(
                    new Figures(GLYPHS)
                        .score(
                            new Interval(
                                nanos / NANOS_PER_MICRO,
                                interval.low() / NANOS_PER_MICRO,
                                interval.high() / NANOS_PER_MICRO)));
          });
    }
  }

  /** The forks of the log, as {@code latency} has them when it prints. */
  private static Measurements<BenchmarkId, LatencySample> measured() throws IOException {
    List<String> lines =
        Files.readAllLines(folder.resolve("latency/latency.hlog")).stream()
            .filter(line -> line.startsWith("Tag="))
            .toList();
    BenchmarkId base = FakeForks.roundTrip("UNIX", 64, 1, "BASE");
    BenchmarkId wrapped = base.with(BenchmarkId.HANDLE, "WRAPPED");
    Measurements<BenchmarkId, LatencySample> measured = new Measurements<>(List.of(base, wrapped));
    for (int round = 0; round < 2; round++) {
      measured.add(
          Map.of(
              wrapped, fork(lines.subList(round * 4, round * 4 + 2)),
              base, fork(lines.subList(round * 4 + 2, round * 4 + 4))));
    }
    return measured;
  }

  private static LatencySample fork(List<String> lines) {
    Schedule schedule = new Schedule(1000, REQUESTS * 1_000_000L);
    return new LatencySample(new Pace(schedule, REQUESTS, schedule.nanos(), REQUESTS - 1), lines);
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
