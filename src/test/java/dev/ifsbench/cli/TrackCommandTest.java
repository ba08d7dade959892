package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-jvm")
class TrackCommandTest {
  /** Its name begins that of another one. */
  private static final String BENCHMARK = "DispatcherBenchmark.dispatched";

  private static final String[] SHORT = {
    "-p", "openHandles=1", "-wi", "0", "-i", "1", "-r", "10ms", "-to", "1m"
  };

  @TempDir private Path folder;

  @Test
  void aRunThatIsKilledGoesOnWhereItWas() throws Exception {
    Process killed = ChildJvm.start(folder, track("--rounds", "2", BENCHMARK));
    try {
      while (killed.isAlive() && forks().isEmpty()) {
        Thread.onSpinWait();
      }
    } finally {
      killed.descendants().forEach(ProcessHandle::destroyForcibly);
      killed.destroyForcibly();
    }
    killed.onExit().join();
    List<Path> kept = forks();
    assertThat(kept).isNotEmpty();
    Outcome unfinished = ChildJvm.run(folder, "history", "--store", results());
    assertThat(unfinished.out()).contains("unfinished");

    Outcome resumed = ChildJvm.run(folder, "track", "--resume", "--store", results());

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out())
        .contains(
            "dispatched (", "dispatchedAtRandom (", "the largest number of rounds, 2, is reached");
    JsonNode jmh = new ObjectMapper().readTree(run().resolve("jmh-result.json").toFile());
    assertThat(jmh.findValuesAsText("benchmark"))
        .extracting(name -> name.substring(name.lastIndexOf('.') + 1))
        .containsExactlyInAnyOrder("dispatched", "dispatchedAtRandom");
    assertThat(jmh.findValues("rawData")).allSatisfy(data -> assertThat(data).hasSize(2));

    Outcome again = ChildJvm.run(folder, "track", "--resume", "--store", results());
    assertThat(again.errorLines()).containsExactly(results() + " has no interrupted run of track");
    assertThat(again.exitCode()).isEqualTo(3);
  }

  @Test
  void quietJsonIsAllThatIsPrinted() throws Exception {
    Outcome outcome =
        ChildJvm.run(folder, track("--rounds", "2", "--quiet", "--json", BENCHMARK + "$"));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.errorLines()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.get("stopped").asText()).contains("the largest number of rounds, 2");
    assertThat(json.get("results").asText()).startsWith(results());
    JsonNode score = json.get("scores").get(0);
    assertThat(score.get("name").asText()).contains("dispatched");
    assertThat(score.get("unit").asText()).isEqualTo("ns/op");
    assertThat(score.get("rounds").asInt()).isEqualTo(2);
    assertThat(score.at("/score/estimate").asDouble())
        .isBetween(score.at("/score/low").asDouble(), score.at("/score/high").asDouble());
  }

  @Test
  void sidesThatTakeTurnsAreComparedInOneRun() throws Exception {
    Outcome tracked =
        ChildJvm.run(
            folder,
            "track",
            "--paired",
            "BASE,WRAPPED",
            "--store",
            results(),
            "--rounds",
            "3",
            "--seed",
            "7",
            "SendBenchmark",
            "-p",
            "transport=NONE",
            "-p",
            "depth=6");

    assertThat(tracked.exitCode()).as(tracked.err()).isZero();
    assertThat(tracked.err()).contains("handle=BASE,WRAPPED");
    assertThat(tracked.out()).contains("slower", "Student's", "the largest number of rounds, 3");
    JsonNode jmh = new ObjectMapper().readTree(run().resolve("jmh-result.json").toFile());
    assertThat(jmh).hasSize(2);
    assertThat(jmh.get(0).at("/primaryMetric/rawData")).hasSize(3);

    String id = run().getFileName().toString();
    Outcome compared = ChildJvm.run(folder, "compare", id, "--store", results());
    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(tracked.out()).contains(compared.out().lines().limit(3).toList());

    Outcome gate = ChildJvm.run(folder, "gate", "--max-regression", "3%", id, "--store", results());
    assertThat(gate.exitCode()).as(gate.out() + gate.err()).isEqualTo(1);
    assertThat(gate.out()).contains("REGRESSED", "SendBenchmark.send");
    Outcome reversed =
        ChildJvm.run(
            folder,
            "gate",
            "--max-regression",
            "3%",
            "--paired",
            "WRAPPED,BASE",
            id,
            "--store",
            results());
    assertThat(reversed.exitCode()).as(reversed.out() + reversed.err()).isZero();
  }

  @Test
  void aRunIsNotResumedByAJvmWithOtherOptionsThatMatter() throws Exception {
    Process interrupted = ChildJvm.start(folder, track("--rounds", "2", BENCHMARK + "$"));
    while (interrupted.isAlive() && forks().isEmpty()) {
      Thread.onSpinWait();
    }
    interrupted.toHandle().destroy();
    interrupted.onExit().join();
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

    Outcome refused =
        ChildJvm.runWith(List.of("-Xss2m"), folder, "track", "--resume", "--store", results());
    Outcome resumed = ChildJvm.run(elsewhere, "track", "--resume", "--store", results());

    assertThat(refused.errorLines())
        .singleElement()
        .asString()
        .contains("cannot be resumed: own options was '")
        .endsWith(" -Xss2m' now; run it anew");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(resumed.exitCode())
        .as("the temporary folder makes no other environment: " + resumed.err())
        .isZero();
  }

  private String[] track(String... more) {
    return Stream.of(new String[] {"track", "--store", results()}, more, SHORT)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  private String results() {
    return folder.resolve("results").toString();
  }

  private Path run() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      return runs.toList().get(0);
    }
  }

  /** There once a fork is kept. */
  private List<Path> forks() throws IOException {
    if (!Files.isDirectory(folder.resolve("results"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("results"))) {
      return files.filter(file -> file.toString().endsWith("jmh-result.json")).toList();
    } catch (UncheckedIOException e) {
      // A temporary file was renamed meanwhile.
      return List.of();
    }
  }
}
