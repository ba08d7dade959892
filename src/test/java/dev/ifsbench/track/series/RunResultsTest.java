package dev.ifsbench.track.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ifsbench.bench.latency.LatencyHistograms;
import dev.ifsbench.track.store.FileRuns;
import dev.ifsbench.track.store.LatencyFiles;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.MemoryRun;
import dev.ifsbench.track.store.RunFiles;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Mode;

class RunResultsTest {
  private static final double[][] THREE = {{1, 2}, {3, 4}, {5, 6}};

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "avgt, AverageTime, ns/op, false",
    "thrpt, Throughput, ops/ns, true",
    "ss, SingleShotTime, ns/op, false"
  })
  void whatJmhWritesIsReadInEveryMode(
      String mode, Mode expected, String unit, boolean higherIsBetter) throws Exception {
    BenchmarkSeries series = RunResults.read(resource("jmh-" + mode + ".json")).series().get(0);

    assertThat(series.key().benchmark()).isEqualTo("dev.ifsbench.bench.SendBenchmark.send");
    assertThat(series.key().mode()).isEqualTo(expected);
    assertThat(series.key().higherIsBetter()).isEqualTo(higherIsBetter);
    assertThat(series.key().params())
        .containsEntry("handle", "BASE")
        .containsEntry("payload", "64");
    assertThat(series.unit()).hasToString(unit);
    assertThat(series.values()).hasDimensions(3, 3);
    assertThat(series.flaw()).isEmpty();
  }

  @Test
  void aLayerWithoutAQuirkIsComparedWithOneOfTheTimeBeforeThereWereAny() throws Exception {
    assertThat(quirky("NONE"))
        .isEqualTo(RunResults.read(resource("jmh-avgt.json")).series().get(0).key());
    assertThat(quirky("COMPLETES_LATE").params()).containsEntry("quirk", "COMPLETES_LATE");
  }

  private static SeriesKey quirky(String quirk) throws Exception {
    Path file = Path.of(RunResultsTest.class.getResource("jmh-avgt.json").toURI());
    String json =
        Files.readString(file)
            .replace("\"payload\": \"64\"", "\"payload\": \"64\", \"quirk\": \"" + quirk + "\"");
    MemoryRun run = new MemoryRun("run").with(RunFolder.JMH_RESULT, json);
    return RunResults.read(run).series().get(0).key();
  }

  /** The means and percentiles are NumPy's, of the same file (method inverted_cdf). */
  @Test
  void aSampledBenchmarkHasItsMeanAndTheSupportedPercentiles() throws Exception {
    List<BenchmarkSeries> series = RunResults.read(resource("jmh-sample.json")).series();

    assertThat(series)
        .extracting(each -> each.key().statistic())
        .containsExactly("score", "p50", "p90");
    assertThat(series.get(0).values()[0])
        .containsExactly(new double[] {158.37142857142857, 134.93975903614458}, within(1e-9));
    assertThat(series.get(0).values()[1])
        .containsExactly(new double[] {139.64772727272728, 138.42592592592592}, within(1e-9));
    assertThat(series.get(1).values()).isDeepEqualTo(new double[][] {{112}, {119}});
    assertThat(series.get(2).values()).isDeepEqualTo(new double[][] {{156}, {163}});
  }

  @Test
  void aLatencyLogHasAForkForEachUnbrokenSequenceOfIntervals() throws Exception {
    RunFiles run = latencyRun();

    List<BenchmarkSeries> series = RunResults.read(run).series();

    assertThat(series).hasSize(3);
    assertThat(series.get(2).key().toString()).isEqualTo("TCP.response sample p99");
    assertThat(series.get(0).values()).hasDimensions(2, 1);
    assertThat(series.get(0).values()[0][0]).isCloseTo(1000, within(1.0));
    assertThat(series.get(0).values()[1][0]).isCloseTo(2000, within(2.0));
    assertThat(series.get(0).unit()).hasToString("ns/op");
  }

  @Test
  void percentilesOfARateThatWasNotHeldAreObjectedTo() throws Exception {
    MemoryRun run =
        latencyRun()
            .with(
                "TCP.response.hgrm",
                "#[Values]\n#[the rate was not held in 1 of 2 rounds: it was 5]\n");

    assertThat(RunResults.read(run).series())
        .allSatisfy(
            series ->
                assertThat(series.flaw())
                    .hasValue("the rate was not held in 1 of 2 rounds: it was 5"));
  }

  /** Two forks, of 1000 and 2000 ns, with 500 requests in each of their two intervals. */
  private static MemoryRun latencyRun() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    HistogramLogWriter log = new HistogramLogWriter(bytes);
    log.outputLogFormatVersion();
    log.outputBaseTime(0);
    for (int interval : new int[] {0, 1, 5, 6}) {
      Histogram histogram = LatencyHistograms.newTotal();
      histogram.recordValueWithCount(interval < 5 ? 1000 : 2000, 500);
      histogram.setTag("TCP.response");
      histogram.setStartTimeStamp(interval * 1000L);
      histogram.setEndTimeStamp((interval + 1) * 1000L);
      log.outputIntervalHistogram(histogram);
    }
    return new MemoryRun("run").with(LatencyFiles.LOG, bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aDamagedLatencyLogIsRefused() {
    MemoryRun run = new MemoryRun("run").with(LatencyFiles.LOG, "Tag=a,0.0,1.0,2.0,HISTFAAAAxyz\n");

    assertThatThrownBy(() -> RunResults.read(run))
        .isInstanceOf(UnusableRunException.class)
        .hasMessage("'run' cannot be read: its latency log is damaged");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          hello           | cannot be read: it is not JMH's JSON (-rf json), damaged at line 1
          [{"benchmark":  | cannot be read: it is not JMH's JSON (-rf json), damaged at line 1
          {"a": 1}        | cannot be read: it is not JMH's JSON (-rf json), which is an array of results
          [1]             | cannot be read: it is not JMH's JSON (-rf json), result 1 has no 'benchmark'
          [{"benchmark": "a", "mode": "avgt"}] | cannot be read: it is not JMH's JSON (-rf json), result 1 has no 'primaryMetric'
          [{"benchmark": "a", "mode": "zork"}] | cannot be read: result 1 has the mode 'zork', which JMH does not have
          []              | holds no results: neither a benchmark in jmh-result.json nor a latency.hlog
          """)
  void whatIsNotJmhsJsonIsRefusedInOneLine(String json, String message) {
    assertThatThrownBy(() -> MemoryRun.read("it.json", json))
        .isInstanceOf(UnusableRunException.class)
        .hasMessage("'it.json' " + message);
  }

  /** As {@code cat a.json b.json} makes it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []  | something follows its array of results at line 2; keep each array in a file of its own
          {}  | something follows its array of results at line 2; keep each array in a file of its own
          1   | something follows its array of results at line 2; keep each array in a file of its own
          xyz | it is not JMH's JSON (-rf json), damaged at line 2
          ]   | it is not JMH's JSON (-rf json), damaged at line 2
          """)
  void whatFollowsTheArrayIsRefusedAndNotLost(String rest, String message) {
    String array = new JmhText().with("a", "avgt", "ns/op", THREE).toString().replace("\n", "");
    String json = array + "\n" + rest;

    assertThatThrownBy(() -> MemoryRun.read("it.json", json))
        .isInstanceOf(UnusableRunException.class)
        .hasMessage("'it.json' cannot be read: " + message);
  }

  @Test
  void blanksAfterTheArrayAreNothing() throws Exception {
    String json = new JmhText().with("a", "avgt", "ns/op", THREE) + "\n \t\r\n";

    assertThat(MemoryRun.read("it.json", json).series()).hasSize(1);
  }

  @Test
  void aBenchmarkThatStandsTwiceIsNamedAndLeftOutAndTheOthersAreRead() throws Exception {
    JmhText twice =
        new JmhText()
            .with("a", "avgt", "ns/op", THREE)
            .with("b", "avgt", "ns/op", THREE)
            .with("a", "avgt", "s/op", THREE)
            .with("a", "thrpt", "ops/s", THREE);

    assertThat(MemoryRun.read("it.json", twice).series())
        .extracting(series -> series.key() + ": " + series.flaw().orElse("fine"))
        .containsExactly(
            "a size=10 avgt: it appears more than once in the file",
            "b size=10 avgt: fine",
            "a size=10 thrpt: fine");
  }

  @ParameterizedTest
  @CsvSource({
    "avgt, ops/s",
    "avgt, ops/ms",
    "sample, ops/us",
    "ss, ops/hr",
    "avgt, MB/sec",
    "thrpt, ns/op",
    "thrpt, s/op",
    "thrpt, B/op"
  })
  void aUnitThatContradictsTheModeMakesTheBenchmarkUnusable(String mode, String unit)
      throws Exception {
    JmhText text = new JmhText().with("a", mode, unit, THREE).with("b", "avgt", "ns/op", THREE);

    assertThat(MemoryRun.read("it.json", text).series())
        .extracting(series -> series.flaw().orElse("fine"))
        .containsExactly(
            "its unit is %s, which cannot be that of mode %s".formatted(unit, mode), "fine");
  }

  @ParameterizedTest
  @CsvSource({
    "avgt, ns/op",
    "ss, hr/op",
    "avgt, B/op",
    "avgt, frames",
    "thrpt, ops/day",
    "thrpt, MB/sec",
    "thrpt, frames"
  })
  void aUnitThatNobodyKnowsContradictsNothing(String mode, String unit) throws Exception {
    JmhText text = new JmhText().with("a", mode, unit, THREE);

    assertThat(MemoryRun.read("it.json", text).series().get(0).flaw()).isEmpty();
  }

  @Test
  void numbersThatAreNoneAreReadWithoutQuotesToo() throws Exception {
    String json =
        """
        [{"benchmark": "a", "mode": "avgt", "primaryMetric": {"score": NaN, "scoreError": -Infinity,
          "scoreUnit": "ns/op", "rawData": [[1.0, 2.0], [3.0, 4.0]]}},
         {"benchmark": "b", "mode": "avgt", "primaryMetric": {"score": 1, "scoreError": NaN,
          "scoreUnit": "ns/op", "rawData": [[1.0, Infinity], [3.0, NaN]]}}]
        """;

    List<BenchmarkSeries> series = MemoryRun.read("run", json).series();

    assertThat(series.get(0).flaw()).isEmpty();
    assertThat(series.get(0).values()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    assertThat(series.get(1).flaw()).hasValue("an iteration gave no number");
    assertThat(series.get(1).values()[0]).containsExactly(1, Double.POSITIVE_INFINITY);
    assertThat(series.get(1).values()[1]).containsExactly(3, Double.NaN);
  }

  @Test
  void secondaryMetricsAreReadWhereTheyAreAskedFor() throws Exception {
    MemoryRun run =
        new MemoryRun("run")
            .with(
                RunFolder.JMH_RESULT,
                new JmhText()
                    .measuring(
                        "\u00b7gc.alloc.rate.norm", "B/op", new double[][] {{24, 25}, {26, 27}})
                    .with("a", "thrpt", "ops/s", THREE)
                    .toString());

    assertThat(RunResults.read(run).series()).hasSize(1);
    BenchmarkSeries metric = RunResults.read(run, "gc.alloc.rate.norm"::equals).series().get(1);
    assertThat(metric.key()).hasToString("a size=10 thrpt gc.alloc.rate.norm");
    assertThat(metric.key().statistic()).isEqualTo("gc.alloc.rate.norm");
    assertThat(metric.key().higherIsBetter()).isFalse();
    assertThat(metric.unit()).hasToString("B/op");
    assertThat(metric.values()).isDeepEqualTo(new double[][] {{24, 25}, {26, 27}});
  }

  /** JMH writes them beside the histograms, from which they are computed here. */
  @Test
  void percentilesThatJmhWritesAsMetricsAreNoMetrics() throws Exception {
    List<BenchmarkSeries> series =
        RunResults.read(resource("jmh-sample.json"), metric -> true).series();

    assertThat(series).extracting(each -> each.key().metric()).containsOnly(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "gc.alloc.rate, MB/sec, false",
    "gc.alloc.rate.norm, B/op, false",
    "gc.count, counts, false",
    "gc.time, ms, false",
    "cycles, '#/op', false",
    "CPI, clks/insn, false",
    "IPC, insns/clk, true",
    "hits, ops/s, true",
    "hits, '#', false"
  })
  void aMetricsNameAndUnitTellWhichDirectionIsBetter(
      String name, String unit, boolean higherIsBetter) {
    assertThat(Metric.of(name, new ScoreUnit(unit)).higherIsBetter()).isEqualTo(higherIsBetter);
  }

  @Test
  void rawDataThatAreNoNumbersOrMissingAreAFlaw() throws Exception {
    JmhText json =
        new JmhText()
            .with("nan", "avgt", "ns/op", new double[][] {{1, Double.NaN}})
            .withRaw("none", "avgt", "ns/op", "\"score2\": 1")
            .withRaw("empty", "avgt", "ns/op", "\"rawData\": [[1], []]");

    assertThat(MemoryRun.read("run", json).series())
        .extracting(series -> series.flaw().orElse("none"))
        .containsExactly(
            "an iteration gave no number",
            "it has no raw data, or a fork without any",
            "it has no raw data, or a fork without any");
  }

  @Test
  void circumstancesComeFromTheEnvironmentAndFromJmh() throws Exception {
    String environment =
        """
        {"machine": {"cpu": "Z80", "processors": 1}, "binding": "JNA", "engine": "threads",
         "project": {"commit": "abc"}, "startTime": "2026-01-01T00:00:00Z"}
        """;
    RunResults here = RunResults.read(run(environment, new JmhText()));
    RunResults there =
        RunResults.read(run(environment.replace("Z80", "6502"), new JmhText().on("25+36")));

    assertThat(here.circumstances().facts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "processor",
                "Z80",
                "processors",
                "1",
                "binding",
                "JNA",
                "engine",
                "threads",
                "JDK",
                "17",
                "virtual machine",
                "VM"));
    assertThat(there.circumstances().differencesFrom(here.circumstances()))
        .containsExactlyInAnyOrder("JDK is '25' and was '17'", "processor is '6502' and was 'Z80'");
    assertThat(there.circumstances().unknownAgainst(here.circumstances()))
        .containsExactly("operating system", "architecture");
    assertThat(here.commit()).hasValue("abc");
    assertThat(here.startTime()).hasValue("2026-01-01T00:00:00Z");
  }

  @Test
  void whatTheManifestSaysAgainstARunIsAnObjection() throws Exception {
    RunResults run =
        RunResults.read(
            run("{}", new JmhText())
                .with(Manifest.NAME, "{\"status\": \"interrupted\", \"failed\": [\"b\", \"c\"]}"));

    assertThat(run.objections()).containsExactly("it is interrupted", "b failed", "c failed");
  }

  private static MemoryRun run(String environment, JmhText json) {
    return new MemoryRun("run")
        .with(RunFolder.ENVIRONMENT, environment)
        .with(RunFolder.JMH_RESULT, json.with("a", "avgt", "ns/op", THREE).toString());
  }

  @Test
  void aRunIsFoundAsAFolderAndAsAFileWithTheEnvironmentBeside() throws Exception {
    Path run = Files.createDirectory(folder.resolve("a-run"));
    Files.writeString(
        run.resolve("jmh-result.json"), new JmhText().with("a", "avgt", "ns/op", THREE).toString());
    Files.writeString(run.resolve("environment.json"), "{\"binding\": \"JNA\"}");
    FileRuns runs = new FileRuns(folder);

    for (String reference : List.of("a-run", "a-run/jmh-result.json", run.toString())) {
      RunResults results = RunResults.read(runs.find(reference).orElseThrow());
      assertThat(results.name()).isEqualTo(reference);
      assertThat(results.circumstances().facts()).containsEntry("binding", "JNA");
      assertThat(results.series()).hasSize(1);
    }
    assertThat(runs.find("another")).isEmpty();
    assertThat(runs.find("\0")).isEmpty();
  }

  @Test
  void aDamagedEnvironmentIsRefused() {
    MemoryRun run = run("{", new JmhText());

    assertThatThrownBy(() -> RunResults.read(run))
        .hasMessage(
            "'run' cannot be read: its environment.json is damaged: it is not JSON at line 1");
  }

  private static RunFiles resource(String name) throws IOException, URISyntaxException {
    Path file = Path.of(RunResultsTest.class.getResource(name).toURI());
    return new FileRuns(file.getParent()).find(name).orElseThrow();
  }
}
