package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal that ends a fork costs one round of one benchmark at most, and that is said. */
@EnabledOnOs(OS.LINUX)
@Tag("child-jvm")
@Tag("slow")
class KilledForkTest {
  private static final int ROUNDS = 4;

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void aForkOfTrackThatIsKilledIsRunOnceMoreAndNothingIsMissing() throws Exception {
    Killed run = killForks(1, 4, track());

    assertThat(run.exitCode()).as(run.text()).isZero();
    assertThat(run.signals())
        .singleElement()
        .asString()
        .startsWith("KILLED round 3, ")
        .endsWith(": the fork was ended by signal 9; it is run once more");
    Manifest manifest = onlyRun();
    assertThat(manifest.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(manifest.forks()).isEqualTo(2 * ROUNDS);
    assertThat(manifest.failed()).isEmpty();
    assertThat(forksOfEachBenchmark(manifest)).containsExactly(ROUNDS, ROUNDS);
  }

  @Test
  @Timeout(300)
  void aForkOfTrackThatIsKilledTwiceCostsThatRoundAlone() throws Exception {
    Killed run = killForks(2, 4, track());

    assertThat(run.exitCode()).as(run.text()).isEqualTo(7);
    assertThat(run.signals()).hasSize(2);
    assertThat(run.signals().get(1))
        .startsWith("KILLED round 3, ")
        .endsWith("the fork was ended by signal 9; its round is left out, earlier forks stay");
    assertThat(run.err())
        .last()
        .isEqualTo("1 fork was ended by a signal twice and is left out of its round");
    Manifest manifest = onlyRun();
    assertThat(manifest.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(manifest.forks()).isEqualTo(2 * ROUNDS - 1);
    assertThat(manifest.failed()).isEmpty();
    assertThat(forksOfEachBenchmark(manifest)).containsExactlyInAnyOrder(ROUNDS, ROUNDS - 1);
  }

  @Test
  @Timeout(300)
  void aForkOfHeadlineThatIsKilledTwiceCostsThatRoundAlone() throws Exception {
    Killed run =
        killForks(
            2,
            2,
            "headline",
            "--handle",
            "BASE,WRAPPED",
            "--operation",
            "send",
            "--transport",
            "NONE",
            "--rounds",
            String.valueOf(ROUNDS),
            "--store",
            results());

    assertThat(run.exitCode()).as(run.text()).isEqualTo(7);
    assertThat(run.signals()).hasSize(2);
    assertThat(run.err())
        .last()
        .isEqualTo("1 fork was ended by a signal twice and is left out of its round");
    Manifest manifest = onlyRun();
    assertThat(manifest.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(forksOfEachBenchmark(manifest)).containsExactly(ROUNDS - 1, ROUNDS - 1);
  }

  @Test
  @Timeout(300)
  void aForkOfOverheadThatIsKilledTwiceCostsThatRoundAlone() throws Exception {
    Process run =
        ChildJvm.start(
            folder,
            "overhead",
            "--rounds",
            "2",
            "--recorder",
            "OFF,DISABLED",
            "--store",
            results());

    Killed killed = killForks(2, run);

    assertThat(killed.exitCode()).as(killed.text()).isEqualTo(7);
    assertThat(killed.signals()).hasSize(2);
    assertThat(killed.err())
        .last()
        .isEqualTo("1 fork was ended by a signal twice and is left out of its round");
    assertThat(killed.out())
        .anyMatch(line -> line.contains("recorder OFF"))
        .anyMatch(line -> line.contains("recorder DISABLED"));
  }

  @Test
  @Timeout(300)
  void aForkOfTheFloorThatIsKilledTwiceCostsThatRoundAlone() throws Exception {
    Path library = FloorLibrary.compile(folder);
    Process run =
        ChildJvm.start(
            folder,
            "floor",
            "--library",
            library.toString(),
            "--binding",
            "jna",
            "--rounds",
            "3",
            "--duration",
            "6s",
            "--store",
            results());

    Killed killed = killForks(2, run);

    assertThat(killed.exitCode()).as(killed.text()).isEqualTo(7);
    assertThat(killed.signals()).hasSize(2);
    assertThat(killed.err())
        .last()
        .isEqualTo("1 fork was ended by a signal twice and is left out of its round");
    assertThat(killed.out()).anyMatch(line -> line.matches("Rounds: +2, .*"));
  }

  @Test
  @Timeout(300)
  void aForkOfCalibrateThatIsKilledIsRunOnceMore() throws Exception {
    Process run =
        ChildJvm.start(
            folder,
            "calibrate",
            "--way",
            "apart",
            "--trials",
            "1",
            "--rounds",
            "3",
            "--transport",
            "NONE",
            "--effect",
            "0",
            "--file",
            folder.resolve("trials.jsonl").toString());

    Killed killed = killForks(1, run);

    assertThat(killed.exitCode()).as(killed.text()).isZero();
    assertThat(killed.signals())
        .singleElement()
        .asString()
        .isEqualTo("KILLED a trial, apart: the fork was ended by signal 9; it is run once more");
    assertThat(killed.out()).isNotEmpty();
  }

  private String[] track() {
    return new String[] {
      "track",
      "DispatcherBenchmark.dispatched$",
      "-p",
      "openHandles=1,2",
      "-wi",
      "0",
      "-i",
      "1",
      "-r",
      "1s",
      "--rounds",
      String.valueOf(ROUNDS),
      "--precision",
      "0.0001%",
      "--store",
      results()
    };
  }

  /** How a run ended and what it said. */
  private record Killed(int exitCode, List<String> out, List<String> err) {
    List<String> signals() {
      return err.stream().filter(line -> line.startsWith("KILLED ")).toList();
    }

    String text() {
      return String.join("\n", err);
    }
  }

  /** Runs the program, and kills forks once so many are finished. */
  private Killed killForks(int times, int finished, String... arguments) throws Exception {
    Process run = ChildJvm.start(folder, arguments);
    while (finishedForks() < finished) {
      assertThat(run.isAlive()).as("the run goes on").isTrue();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return killForks(times, run);
  }

  private static Killed killForks(int times, Process run) throws Exception {
    CompletableFuture<List<String>> out =
        CompletableFuture.supplyAsync(() -> run.inputReader().lines().toList());
    for (int i = 0; i < times; i++) {
      ProcessHandle fork = MeasuringFork.of(run);
      fork.destroyForcibly();
      fork.onExit().join();
    }
    List<String> err = run.errorReader().lines().toList();
    return new Killed(run.onExit().join().exitValue(), out.join(), err);
  }

  private int finishedForks() throws Exception {
    return Files.isDirectory(Path.of(results()))
        ? runs().stream().mapToInt(Manifest::forks).sum()
        : 0;
  }

  private List<Manifest> runs() throws Exception {
    try (ResultStore store = Stores.open(results())) {
      return store.history().runs();
    }
  }

  private Manifest onlyRun() throws Exception {
    return runs().get(0);
  }

  private List<Integer> forksOfEachBenchmark(Manifest manifest) throws Exception {
    try (ResultStore store = Stores.open(results())) {
      byte[] result = new StoredRun(store, manifest).read("jmh-result.json").orElseThrow();
      List<Integer> forks = new ArrayList<>();
      for (JsonNode each : new ObjectMapper().readTree(result)) {
        forks.add(each.at("/primaryMetric/rawData").size());
      }
      return forks;
    }
  }

  private String results() {
    return folder.resolve("results").toString();
  }
}
