package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-jvm")
class LatencyCommandTest {
  @TempDir private Path folder;

  @Test
  void twoRoundsOfTwoKindsGiveATableAndWholeFiles() throws IOException {
    Outcome outcome =
        ChildJvm.run(
            folder,
            small("--handle", "BASE,WRAPPED", "--rounds", "2", "--duration", "1s", "--seed", "5"));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("seed 5", "round 1, fork 1 of 2");
    assertThat(outcome.out())
        .contains(
            "UNIX round trip, payload 64 B, depth 1, 1000 requests/s",
            "response time, us",
            "service time, us",
            "ratio to BASE",
            "p99.99",
            "Recorded: HdrHistogram, 1 ns to 1 h, 3 digits",
            "Rounds:   2");
    Path run = onlyRun();
    JsonNode environment = new ObjectMapper().readTree(run.resolve("environment.json").toFile());
    assertThat(environment.get("run").get("command").asText()).isEqualTo("latency");
    assertThat(environment.get("run").get("rounds").asInt()).isEqualTo(2);
    assertThat(environment.get("run").get("status").asText()).isEqualTo("complete");
    assertThat(tags(run))
        .containsExactly(
            "UNIX-64B-depth1-BASE.response",
            "UNIX-64B-depth1-BASE.service",
            "UNIX-64B-depth1-WRAPPED.response",
            "UNIX-64B-depth1-WRAPPED.service");
    assertThat(run)
        .isDirectoryContaining(file -> file.endsWith("UNIX-64B-depth1-WRAPPED.response.hgrm"));
  }

  @Test
  void aRateThatCannotBeHeldIsAWarningAndShowsNothing() throws IOException {
    Outcome outcome =
        ChildJvm.run(
            folder,
            small("--handle", "BASE", "--rounds", "1", "--duration", "0.2s", "--rate", "1000000"));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .anyMatch(line -> line.matches(" +p50 +BASE +- +-"))
        .anyMatch(line -> line.matches(" +max +BASE +- +-"));
    assertThat(outcome.joinedOut())
        .contains("Warning: ", "the rate was not held in 1 of 1 rounds:");
  }

  @Test
  void anInterruptedRunKeepsItsCompleteRounds() throws IOException {
    Process process =
        ChildJvm.start(folder, small("--handle", "BASE", "--rounds", "100", "--duration", "100s"));
    try (BufferedReader err = new BufferedReader(process.errorReader(StandardCharsets.UTF_8))) {
      String line;
      do {
        line = err.readLine();
      } while (!line.startsWith("round ") || line.startsWith("round 1,"));

      // Not Process.destroy, which closes what is to be read.
      process.toHandle().destroy();

      assertThat(process.onExit().join().exitValue()).isEqualTo(143);
      assertThat(err.lines())
          .anyMatch(last -> last.startsWith("Interrupted; complete rounds kept: "));
    }
    Path run = onlyRun();
    JsonNode environment = new ObjectMapper().readTree(run.resolve("environment.json").toFile());
    assertThat(environment.get("run").get("status").asText()).isEqualTo("interrupted");
    assertThat(tags(run)).hasSize(2);
    assertThat(run).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
  }

  private String[] small(String... more) {
    String[] common = {
      "latency",
      "--transport",
      "UNIX",
      "--warmup",
      "0.1s",
      "--results",
      folder.resolve("results").toString()
    };
    String[] rate =
        Stream.of(more).anyMatch("--rate"::equals)
            ? new String[0]
            : new String[] {"--rate", "1000"};
    return Stream.of(common, rate, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static Set<String> tags(Path run) throws IOException {
    Set<String> tags = new TreeSet<>();
    HistogramLogReader reader = new HistogramLogReader(run.resolve("latency.hlog").toFile());
    EncodableHistogram interval = reader.nextIntervalHistogram();
    while (interval != null) {
      tags.add(interval.getTag());
      interval = reader.nextIntervalHistogram();
    }
    return tags;
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      return runs.toList().get(0);
    }
  }
}
