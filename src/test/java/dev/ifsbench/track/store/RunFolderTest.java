package dev.ifsbench.track.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FakeForks;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.run.Measurements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;

class RunFolderTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final BenchmarkId BASE =
      FakeForks.headline(HeadlineOperation.SEND, "TCP", 64, 1, "BASE");

  @TempDir private Path results;

  @Test
  void runsOfTheSameSecondHaveFoldersOfTheirOwn() throws IOException {
    List<String> names =
        List.of(
            RunFolder.create(results, START, "headline").id(),
            RunFolder.create(results, START, "headline").id());

    assertThat(names).containsExactly("20260102T030405Z-headline", "20260102T030405Z-headline-2");
  }

  @Test
  void theResultsFolderIsMadeIfThereIsNone() throws IOException {
    RunFolder folder = RunFolder.create(results.resolve("a/b"), START, "headline");

    assertThat(pathOf(folder)).isDirectory();
  }

  @Test
  void aFileThatCannotBeReplacedIsLeftAsItWas() throws IOException {
    RunFolder folder = RunFolder.create(results, START, "headline");
    folder.write("x", bytes("before"));
    Files.createDirectory(pathOf(folder).resolve("x.tmp"));

    assertThatThrownBy(() -> folder.write("x", bytes("after"))).isInstanceOf(IOException.class);

    assertThat(pathOf(folder).resolve("x")).hasContent("before");
  }

  @Test
  void nothingButWholeFilesIsLeftBehind() throws IOException {
    RunFolder folder = RunFolder.create(results, START, "headline");
    folder.write("x", bytes("before"));
    folder.write("x", bytes("after"));

    assertThat(pathOf(folder)).isDirectoryNotContaining(f -> f.toString().endsWith(".tmp"));
    assertThat(pathOf(folder).resolve("x")).hasContent("after");
  }

  @Test
  void roundsAreWrittenAsTheForksOfOneJmhRun() throws IOException {
    Measurements<BenchmarkId, RunResult> measurements = new Measurements<>(List.of(BASE));
    measurements.add(round(FakeForks.fork(BASE, 10, 11, 12)));
    measurements.add(round(FakeForks.fork(BASE, 20, 21, 22)));

    JsonNode json = new ObjectMapper().readTree(JmhJson.encode(measurements));

    assertThat(json.isArray()).isTrue();
    JsonNode run = json.get(0);
    assertThat(run.fieldNames())
        .toIterable()
        .contains("jmhVersion", "benchmark", "mode", "threads", "forks", "jvm", "params");
    assertThat(run.get("forks").asInt()).isEqualTo(2);
    assertThat(run.get("params").get("handle").asText()).isEqualTo("BASE");
    JsonNode metric = run.get("primaryMetric");
    assertThat(metric.get("scoreUnit").asText()).isEqualTo("ns/op");
    assertThat(metric.get("score").asDouble()).isEqualTo(16);
    assertThat(metric.get("rawData").toString()).isEqualTo("[[10.0,11.0,12.0],[20.0,21.0,22.0]]");
    assertThat(run.has("secondaryMetrics")).isTrue();
  }

  @Test
  void theEnvironmentSaysWhereAndHow() throws IOException {
    Environment environment =
        Environment.current(START, SocketNames.NONE, Map.of("seed", 7)).with("rounds", 3);

    JsonNode json = new ObjectMapper().readTree(environment.toJson());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "schemaVersion",
            "startTime",
            "project",
            "jdk",
            "machine",
            "disturbances",
            "binding",
            "backend",
            "engine",
            "real",
            "modelled",
            "run");
    assertThat(json.get("startTime").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(json.get("run").toString()).isEqualTo("{\"rounds\":3,\"seed\":7}");
    assertThat(json.get("machine").get("memoryBytes").asLong()).isPositive();
  }

  private static Path pathOf(RunFolder folder) {
    return folder.folder().orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<BenchmarkId, RunResult> round(RunResult fork) {
    return new LinkedHashMap<>(Map.of(BASE, fork));
  }
}
