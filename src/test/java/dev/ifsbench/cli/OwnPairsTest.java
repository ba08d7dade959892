package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.fixture.SampleProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks of this project take turns, each that one JVM can hold twice. */
@Tag("child-jvm")
class OwnPairsTest {
  @TempDir private Path folder;

  @Test
  void kindsOfHandleTakeTurnsInWhateverHasThem() throws IOException {
    Outcome track =
        track(
            "BASE,WRAPPED",
            "RoundTripBenchmark|OverlappedBenchmark|OsIoBenchmark|SocketCreationBenchmark"
                + "|SelectBenchmark|UpcallBenchmark.query|HandleTableBenchmark.lookUp$",
            "-p",
            "handles=2",
            "-p",
            "notice=EVENT",
            "-p",
            "entries=1");

    assertThat(track.exitCode()).as(track.err()).isZero();
    assertThat(track.errorLines())
        .contains(
            "UpcallBenchmark.query cannot take turns: it has no parameter 'handle', so that both"
                + " sides would be the same",
            "HandleTableBenchmark.lookUp cannot take turns: it has no parameter 'handle', so that"
                + " both sides would be the same");
    assertThat(measured())
        .contains(
            "RoundTripBenchmark.roundTrip BASE",
            "RoundTripBenchmark.roundTrip WRAPPED",
            "OverlappedBenchmark.receiveFirst WRAPPED",
            "OsIoBenchmark.writeReadFile WRAPPED",
            "SocketCreationBenchmark.socket WRAPPED",
            "SelectBenchmark.allWritable WRAPPED");
  }

  @Test
  void buildsTakeTurnsInWhateverHasNoKindOfHandle() throws IOException {
    Path one = SampleProject.thisProject(folder.resolve("one.jar"));
    Path other = SampleProject.thisProject(folder.resolve("other.jar"));

    Outcome track =
        track(
            one + "," + other,
            "HandleTableBenchmark.lookUp$|UpcallBenchmark.query|TracingOverheadBenchmark.modifyTraced",
            "-p",
            "entries=1",
            "-p",
            "recorder=OFF",
            "-p",
            "transport=NONE");

    assertThat(track.exitCode()).as(track.err()).isZero();
    assertThat(measured())
        .containsExactlyInAnyOrder(
            "HandleTableBenchmark.lookUp ",
            "HandleTableBenchmark.lookUp ",
            "UpcallBenchmark.query ",
            "UpcallBenchmark.query ",
            "TracingOverheadBenchmark.modifyTraced ",
            "TracingOverheadBenchmark.modifyTraced ");
  }

  @Test
  void whatTheBudgetCannotFindIsRefusedAfterThePilotThatTellsHowLongItTakes() throws IOException {
    Outcome track =
        ChildJvm.run(
            folder,
            "track",
            "--paired",
            "BASE,WRAPPED",
            "SendBenchmark",
            "-p",
            "transport=NONE",
            "--detect",
            "0.001%",
            "--rounds",
            "7",
            "--store",
            store());

    assertThat(track.exitCode()).as(track.err()).isEqualTo(3);
    assertThat(track.err())
        .contains("until a change of 0.001% would be found")
        .contains("--detect 0.001% is refused: it takes ")
        .doesNotContain("round 6");
    assertThat(track.out()).isEmpty();
  }

  private Outcome track(String sides, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("track", "--paired", sides));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--rounds", "1", "--seed", "3", "--store", store()));
    return ChildJvm.run(folder, all.toArray(String[]::new));
  }

  private List<String> measured() throws IOException {
    List<String> measured = new ArrayList<>();
    try (Stream<Path> runs = Files.list(Path.of(store()))) {
      Path run = runs.filter(Files::isDirectory).findFirst().orElseThrow();
      for (JsonNode result : new ObjectMapper().readTree(run.resolve("jmh-result.json").toFile())) {
        String name = result.at("/benchmark").asText().replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1");
        measured.add(name + " " + result.at("/params/handle").asText());
      }
    }
    return measured;
  }

  private String store() {
    return folder.resolve("results").toString();
  }
}
