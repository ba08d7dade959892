package dev.ifsbench.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.track.series.JmhText;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.stats.Statistic;
import dev.ifsbench.track.store.FileRuns;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The texts expected here were read by the tools themselves: benchstat of golang.org/x/perf, Apache
 * Otava 0.8.0, and the OpenMetrics parser of Prometheus' Python client 0.26.0.
 */
class ExportFormatTest {
  private static final double[][] TIMES = {{1.5, 2.5, 2}, {4, 4, 4}, {6, 7, 5}};
  private static final double[][] STALLED = {{1, 1, 10}, {1, 1, 10}, {1, 1, 10}};
  private static final double[][] RATES = {{2, 2}, {2, 2}, {2, 2}};

  private final List<String> leftOut = new ArrayList<>();
  private final ExportOptions mean = new ExportOptions(Statistic.MEAN, leftOut::add);

  @TempDir private Path folder;

  private int files;
  private RunResults first;
  private RunResults second;

  @BeforeEach
  void readRuns() throws Exception {
    second = run("second", "2026-02-01T10:00:00Z", "def,\\\"4");
    first = run("first", "2026-01-01T10:00:00Z", "abc123");
  }

  private RunResults run(String name, String time, String commit)
      throws IOException, UnusableRunException {
    JmhText jmh =
        new JmhText()
            .with("org.example.Sort.sort", "avgt", "us/op", TIMES)
            .with("org.example.Sort.sort", "thrpt", "ops/ms", RATES)
            .withRaw(
                "org.example.Find.find",
                "sample",
                "ns/op",
                "\"rawDataHistogram\": [[[[5, 30], [7, 10]]], [[[5, 40]]], [[[5, 40]]]]");
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(run.resolve("jmh-result.json"), jmh.toString());
    Files.writeString(
        run.resolve("environment.json"),
        "{\"startTime\": \"%s\", \"project\": {\"commit\": \"%s\"}}".formatted(time, commit));
    return RunResults.read(new FileRuns(folder).find(name).orElseThrow());
  }

  @Test
  void otavaGetsALineForEachRunTheOldestFirst() throws Exception {
    assertThat(ExportFormat.OTAVA_CSV.write(List.of(second, first), mean))
        .isEqualTo(
            """
            time,commit,org.example.Sort.sort size=10 avgt mean [us/op],org.example.Sort.sort size=10 thrpt mean [ops/ms],org.example.Find.find size=10 sample mean [ns/op],org.example.Find.find size=10 sample p50 [ns/op]
            2026-01-01T10:00:00Z,abc123,4.0,2.0,5.166666666666667,5.0
            2026-02-01T10:00:00Z,"def,""4",4.0,2.0,5.166666666666667,5.0
            """);
  }

  @Test
  void otavaGetsNoRunWithoutATime() throws Exception {
    Path bare = folder.resolve("bare.json");
    Files.writeString(bare, new JmhText().with("a", "avgt", "ns/op", TIMES).toString());
    RunResults run = RunResults.read(new FileRuns(folder).find("bare.json").orElseThrow());

    assertThatThrownBy(() -> ExportFormat.OTAVA_CSV.write(List.of(run), mean))
        .isInstanceOf(UnusableRunException.class)
        .hasMessageStartingWith("'bare.json' does not say when it was made");
  }

  @Test
  void githubActionBenchmarkGetsTimesAlone() throws Exception {
    JsonNode array = json(ExportFormat.GITHUB_ACTION_BENCHMARK, first);

    assertThat(array).hasSize(4);
    assertThat(array.get(0).get("name").asText()).isEqualTo("org.example.Sort.sort size=10 avgt");
    assertThat(array.get(0).get("unit").asText()).isEqualTo("us/op");
    assertThat(array.get(0).get("value").asDouble()).isEqualTo(4);
    assertThat(array.get(0).get("range").asText()).matches("\u00b1 \\d+\\.\\d+");
    assertThat(array.get(0).get("extra").asText()).isEqualTo("score: mean, forks: 3");
    assertThat(array.get(1).get("unit").asText()).isEqualTo("ms/op");
    assertThat(array.get(1).get("value").asDouble()).isEqualTo(0.5);
  }

  @Test
  void bencherGetsItsOwnMeasuresInItsOwnUnits() throws Exception {
    JsonNode root = json(ExportFormat.BENCHER, first);

    JsonNode latency = root.get("org.example.Sort.sort size=10 avgt").get("latency");
    assertThat(latency.get("value").asDouble()).isEqualTo(4000);
    assertThat(latency.get("lower_value").asDouble()).isLessThan(4000).isNotNegative();
    assertThat(latency.get("upper_value").asDouble()).isGreaterThan(4000);
    JsonNode throughput = root.get("org.example.Sort.sort size=10 thrpt").get("throughput");
    assertThat(throughput.get("value").asDouble()).isEqualTo(2000);
    assertThat(root.get("org.example.Find.find size=10 sample").fieldNames())
        .toIterable()
        .containsExactly("latency", "latency-p50");
  }

  @Test
  void openMetricsHasFamiliesForTheMeanAndBothEnds() throws Exception {
    String text = ExportFormat.OPENMETRICS.write(List.of(first, second), mean);

    assertThat(text)
        .contains(
            """
            # TYPE jmh_time_seconds gauge
            # UNIT jmh_time_seconds seconds
            # HELP jmh_time_seconds Time per operation, by the statistic of its label.
            jmh_time_seconds{benchmark="org.example.Sort.sort",mode="avgt",statistic="mean",threads="1",unit="us/op",run="first",commit="abc123",param_size="10"} 4.0E-6
            """)
        .contains("jmh_time_low_seconds{", "jmh_time_high_seconds{")
        .contains(
            """
            # TYPE jmh_throughput_operations_per_second gauge
            # UNIT jmh_throughput_operations_per_second operations_per_second
            """)
        .contains("run=\"second\",commit=\"def,\\\"4\",param_size=\"10\"} 2000.0")
        .endsWith("\n# EOF\n");
    assertThat(text.lines().filter(line -> line.startsWith("# TYPE")))
        .hasSize(6)
        .doesNotHaveDuplicates();
  }

  @Test
  void benchstatGetsALineForEachFork() throws Exception {
    assertThat(ExportFormat.BENCHSTAT.write(List.of(first), mean))
        .isEqualTo(
            """
            Unit ops/s better=higher
            # each line is the mean of a fork's iterations
            # commit abc123
            BenchmarkOrg.example.Sort.sort/size=10/mode=avgt-1 3 2000.0 ns/op
            BenchmarkOrg.example.Sort.sort/size=10/mode=avgt-1 3 4000.0 ns/op
            BenchmarkOrg.example.Sort.sort/size=10/mode=avgt-1 3 6000.0 ns/op
            BenchmarkOrg.example.Sort.sort/size=10/mode=thrpt-1 2 2000.0 ops/s
            BenchmarkOrg.example.Sort.sort/size=10/mode=thrpt-1 2 2000.0 ops/s
            BenchmarkOrg.example.Sort.sort/size=10/mode=thrpt-1 2 2000.0 ops/s
            BenchmarkOrg.example.Find.find/size=10/mode=sample-1 1 5.5 ns/op
            BenchmarkOrg.example.Find.find/size=10/mode=sample-1 1 5.0 ns/op
            BenchmarkOrg.example.Find.find/size=10/mode=sample-1 1 5.0 ns/op
            BenchmarkOrg.example.Find.find/size=10/mode=sample/statistic=p50-1 1 5.0 ns/op
            BenchmarkOrg.example.Find.find/size=10/mode=sample/statistic=p50-1 1 5.0 ns/op
            BenchmarkOrg.example.Find.find/size=10/mode=sample/statistic=p50-1 1 5.0 ns/op
            """);
  }

  @Test
  void benchstatCanMakeColumnsOfSeveralRuns() throws Exception {
    assertThat(ExportFormat.BENCHSTAT.write(List.of(first, second), mean).lines())
        .filteredOn(line -> !line.startsWith("Benchmark"))
        .containsExactly(
            "Unit ops/s better=higher",
            "# each line is the mean of a fork's iterations",
            "run: first",
            "# commit abc123",
            "run: second",
            "# commit def,\"4");
  }

  @Test
  void theMedianIsWrittenAndNamedWhereItIsAskedFor() throws Exception {
    ExportOptions median = new ExportOptions(Statistic.MEDIAN, leftOut::add);
    RunResults run = foreign(new JmhText().with("a", "avgt", "ns/op", STALLED));

    assertThat(json(ExportFormat.BENCHER, run).at("/a size=10 avgt/latency/value").asDouble())
        .isEqualTo(4);
    assertThat(
            new ObjectMapper()
                .readTree(ExportFormat.BENCHER.write(List.of(run), median))
                .at("/a size=10 avgt/latency-median/value")
                .asDouble())
        .isCloseTo(1, within(1e-9));
    assertThat(ExportFormat.OPENMETRICS.write(List.of(run), median))
        .contains("statistic=\"median\"");
    assertThat(ExportFormat.BENCHSTAT.write(List.of(run), median))
        .contains("# each line is the median of a fork's iterations", "-1 3 1.0 ns/op");
  }

  /** JMH's score of mode sample is the mean of all samples, and forks can have unequally many. */
  @Test
  void theMeanIsJmhsOwnScore() throws Exception {
    RunResults run =
        foreign(
            new JmhText()
                .withRaw(
                    "a",
                    "sample",
                    "ns/op",
                    "\"rawDataHistogram\": [[[[10, 1]]], [[[20, 98]]], [[[30, 1]]]]")
                .with("b", "thrpt", "ops/s", new double[][] {{2, 4}, {4, 4}, {4, 6}}));

    assertThat(json(ExportFormat.BENCHER, run).at("/a size=10 sample/latency/value").asDouble())
        .isEqualTo(20);
    assertThat(json(ExportFormat.GITHUB_ACTION_BENCHMARK, run).get(1).get("value").asDouble())
        .isEqualTo(0.25);
  }

  @Test
  void benchmarksThatOtavaCannotHaveAreNamed() throws Exception {
    RunResults more =
        foreign(new JmhText().with("a", "avgt", "ns/op", TIMES)).startedAt("2026-01-03T00:00:00Z");
    RunResults less =
        foreign(new JmhText().with("a", "avgt", "ns/op", TIMES).with("b", "avgt", "ns/op", TIMES))
            .startedAt("2026-01-04T00:00:00Z");

    assertThat(ExportFormat.OTAVA_CSV.write(List.of(more, less), mean)).doesNotContain("b size");
    assertThat(leftOut)
        .containsExactly("b size=10 avgt mean [ns/op], because not every run has it");
  }

  @Test
  void openMetricsNeverHasASeriesTwice() throws Exception {
    String once = ExportFormat.OPENMETRICS.write(List.of(first), mean);

    assertThat(ExportFormat.OPENMETRICS.write(List.of(first, first), mean)).isEqualTo(once);
    assertThat(leftOut).hasSize(4).allMatch(line -> line.endsWith("because it is there already"));
  }

  @Test
  void aThroughputOfZeroIsNoTimeAndNoNumberThatJsonHasNot() throws Exception {
    RunResults run =
        foreign(
            new JmhText()
                .with("zero", "thrpt", "ops/s", new double[][] {{0}, {0}, {0}})
                .with("some", "thrpt", "ops/s", RATES));

    assertThat(json(ExportFormat.GITHUB_ACTION_BENCHMARK, run)).hasSize(1);
    assertThat(leftOut)
        .containsExactly("zero size=10 thrpt, because a throughput of zero is no time");
  }

  @Test
  void slashesInParametersDoNotMakePartsOfBenchstatsNames() throws Exception {
    RunResults run =
        foreign(
            new JmhText()
                .with("a", "avgt", "ns/op", TIMES)
                .toString()
                .replace("\"size\": \"10\"", "\"path\": \"x/y=100%\""));

    assertThat(ExportFormat.BENCHSTAT.write(List.of(run), mean))
        .contains("BenchmarkA/path=x%2Fy=100%25/mode=avgt-1 ");
  }

  private RunResults foreign(JmhText text) throws IOException, UnusableRunException {
    return foreign(text.toString());
  }

  private RunResults foreign(String json) throws IOException, UnusableRunException {
    String name = "foreign%d.json".formatted(files++);
    Files.writeString(folder.resolve(name), json);
    return RunResults.read(new FileRuns(folder).find(name).orElseThrow());
  }

  @Test
  void formatsWithRoomForOneRunRefuseTwo() {
    for (ExportFormat format :
        List.of(ExportFormat.BENCHER, ExportFormat.GITHUB_ACTION_BENCHMARK)) {
      assertThatThrownBy(() -> format.write(List.of(first, second), mean))
          .isInstanceOf(UnusableRunException.class)
          .hasMessageContaining("one run at a time, not 2");
    }
  }

  private JsonNode json(ExportFormat format, RunResults run) throws Exception {
    return new ObjectMapper().readTree(format.write(List.of(run), mean));
  }
}
