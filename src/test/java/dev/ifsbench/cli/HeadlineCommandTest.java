package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.store.FolderStore;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.RunFile;
import dev.ifsbench.track.store.RunStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-jvm")
class HeadlineCommandTest {
  private static final String[] SMALL = {
    "headline", "--handle", "BASE,WRAPPED", "--operation", "send", "--transport", "NONE"
  };

  @TempDir private Path folder;

  @Test
  void twoRoundsOfTwoKindsGiveATableAndWholeFiles() throws IOException {
    Outcome outcome = ChildJvm.run(folder, small("--rounds", "2", "--seed", "5", "--details"));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("NONE send, payload 64 B, depth 1", "BASE", "WRAPPED", "Rounds:   2", "Real:");
    Path run = onlyRun();
    JsonNode jmh = new ObjectMapper().readTree(run.resolve("jmh-result.json").toFile());
    assertThat(jmh).hasSize(2);
    assertThat(jmh.get(0).get("primaryMetric").get("rawData")).hasSize(2);
    JsonNode environment = new ObjectMapper().readTree(run.resolve("environment.json").toFile());
    assertThat(environment.get("binding").asText()).isEqualTo("JNA");
    assertThat(environment.get("run").get("seed").asLong()).isEqualTo(5);
    assertThat(environment.get("run").get("rounds").asInt()).isEqualTo(2);
    assertThat(environment.get("run").get("status").asText()).isEqualTo("complete");
    assertThat(environment.get("disturbances").isArray()).isTrue();
    Manifest manifest = new FolderStore(run.getParent()).history().runs().get(0);
    assertThat(manifest.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(manifest.forks()).as("JVMs, which both kinds share").isEqualTo(2);
    assertThat(manifest.files())
        .extracting(RunFile::name)
        .containsExactly("comparison.txt", "environment.json", "jmh-result.json");
    assertThat(run).isDirectoryNotContaining("glob:**lock");
  }

  @Test
  void jsonIsAloneOnStandardOutputAndAQuietRunTellsNothing() throws IOException {
    Outcome outcome = ChildJvm.run(folder, small("--rounds", "1", "--json", "--quiet"));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(new ObjectMapper().readTree(outcome.out()).get("comparisons")).hasSize(2);
    assertThat(outcome.errorLines()).isEmpty();
  }

  @Test
  void anInterruptedRunLeavesNoForkAndKeepsNothingHalf() throws IOException {
    Process process = ChildJvm.start(folder, small());
    try (BufferedReader err = new BufferedReader(process.errorReader(StandardCharsets.UTF_8))) {
      // Before this line there are other processes: JNA asks ldconfig for the library path.
      String line;
      do {
        line = err.readLine();
      } while (!line.startsWith("round 1, fork 1 "));
      List<ProcessHandle> forks;
      do {
        forks = process.descendants().toList();
      } while (forks.isEmpty());

      // Not Process.destroy, which closes what is to be read.
      process.toHandle().destroy();

      assertThat(process.onExit().join().exitValue()).isEqualTo(143);
      assertThat(forks).allSatisfy(fork -> assertThat(fork.onExit().join().isAlive()).isFalse());
      assertThat(err.lines()).anyMatch(last -> last.startsWith("Interrupted before the first"));
    }
    assertThat(folder.resolve("results")).isEmptyDirectory();
  }

  private String[] small(String... more) {
    return Stream.of(SMALL, new String[] {"--results", folder.resolve("results").toString()}, more)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      return runs.toList().get(0);
    }
  }
}
