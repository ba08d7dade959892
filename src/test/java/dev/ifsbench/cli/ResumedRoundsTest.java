package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.RecordedCommand;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFile;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.RunWriter;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How the commands that measure in rounds go on with an interrupted run. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
@Tag("child-jvm")
@Timeout(300)
class ResumedRoundsTest {
  private static final String[] HEADLINE = {
    "headline", "--apart", "--handle", "BASE,WRAPPED", "--operation", "send", "--transport", "NONE"
  };
  private static final String[] LATENCY = {
    "latency", "--handle", "BASE", "--rate", "500", "--duration", "900ms", "--warmup", "100ms"
  };

  @TempDir private Path folder;

  @Test
  void aKilledHeadlineGoesOnWithItsOwnOptions() throws Exception {
    Process process = start(HEADLINE);
    String run = afterTheFirstRound(process);
    process.destroyForcibly().onExit().join();
    JsonNode before = raw(run).get(0);

    Outcome resumed = run("headline", "--resume", "--details");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("NONE send", "WRAPPED", "Rounds:   3");
    assertThat(raw(run).get(0).get(0)).as("the first round").isEqualTo(before.get(0));
    assertIsComplete(run, "comparison.txt", "environment-session-1.json");
  }

  @Test
  void anInterruptedMeasurementOfLatencyGoesOnAsOftenAsItMust() throws Exception {
    Process process = start(LATENCY);
    String run = afterTheFirstRound(process);
    process.toHandle().destroy();
    List<String> told = process.errorReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(process.onExit().join().exitValue()).isEqualTo(143);
    assertThat(told).anyMatch(line -> line.endsWith("To go on: latency --resume=" + run));
    assertThat(manifest(run).status()).isEqualTo(RunStatus.INTERRUPTED);

    Process again = ChildJvm.start(folder, "latency", "--resume=" + run, "--store", results());
    // Before its first round is complete; what there was is neither lost nor listed twice.
    told(again, "round ");
    again.toHandle().destroy();
    again.onExit().join();
    assertThat(manifest(run).forks()).isBetween(1, 3);
    Outcome resumed = run("latency", "--resume");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("500 requests/s", "Rounds:   3");
    assertIsComplete(run, "latency.hlog", "environment-session-1.json");
    assertThat(manifest(run).forks()).isEqualTo(3);
  }

  @Test
  @Tag("slow")
  void anInterruptedComparisonOfTracingGoesOn() throws Exception {
    assertGoesOn("overhead", "overhead", "--recorder", "OFF");
  }

  @Test
  @Tag("slow")
  void anInterruptedComparisonWithCGoesOn() throws Exception {
    String library = "--library=" + FloorLibrary.compile(folder);

    assertGoesOn("floor " + library, "floor", library, "--binding", "jna", "--duration", "6s");
  }

  private void assertGoesOn(String resume, String... command) throws Exception {
    Process process = start(command);
    String run = afterTheFirstRound(process);
    process.toHandle().destroy();
    process.onExit().join();

    Outcome resumed = run((resume + " --resume").split(" ", -1));

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("Rounds:   3");
    assertIsComplete(run, "comparison.txt", "environment-session-1.json");
  }

  @Test
  void optionsOfTheRunAreRefusedBesideResume() throws IOException {
    Outcome refused = run("headline", "--resume", "--rounds", "4");

    assertThat(refused.errorLines())
        .containsExactly(
            "--resume goes on with what the run was begun with; leave out --rounds; see headline"
                + " --help");
    assertThat(refused.exitCode()).isEqualTo(64);
  }

  @Test
  void withoutAnInterruptedRunOfTheCommandThereIsNothingToResume() throws IOException {
    store("latency", List.of("--rate=500"));

    Outcome refused = run("headline", "--resume");

    assertThat(refused.errorLines())
        .containsExactly(results() + " has no interrupted run of headline");
    assertThat(refused.exitCode()).isEqualTo(3);
  }

  @Test
  void aStoredLibraryOrFileOfOptionsIsNeverUsed() throws IOException {
    Path library = Files.createFile(folder.resolve("evil.so"));
    for (String hostile : List.of("--library=" + library, "@" + library, "--help", "x")) {
      String run = store("overhead", List.of("--rounds=2", hostile));

      Outcome refused = run("overhead", "--resume=" + run);

      assertThat(refused.errorLines())
          .containsExactly(run + " cannot be resumed: it has no options of overhead");
      assertThat(refused.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void aRunOfAnotherCommitIsNotResumed() throws IOException {
    String run = store("overhead", List.of("--rounds=2", "--recorder=OFF"));

    Outcome refused = run("overhead", "--resume=" + run);

    assertThat(refused.errorLines())
        .singleElement()
        .asString()
        .startsWith(run + " cannot be resumed: ")
        .endsWith(" now; run it anew");
    assertThat(manifest(run).status()).isEqualTo(RunStatus.UNFINISHED);
  }

  /** A run that was begun on another machine, and left by it. */
  private String store(String command, List<String> arguments) throws IOException {
    byte[] recorded = new RecordedCommand(arguments, 0, Map.of("commit", "another")).encode();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    try (ResultStore store = Stores.open(results());
        RunWriter writer = store.begin(start, command)) {
      writer.write(RecordedCommand.NAME, recorded);
      writer.publish(
          new Manifest(
              Manifest.SCHEMA_VERSION,
              writer.id(),
              command,
              RunStatus.UNFINISHED,
              start.toString(),
              BuildInfo.read(),
              "",
              List.of("any"),
              0,
              List.of(),
              0,
              List.of(RunFile.of(RecordedCommand.NAME, recorded))));
      return writer.id();
    }
  }

  private Process start(String... command) throws IOException {
    return ChildJvm.start(folder, with(command, "--rounds", "3", "--seed", "5"));
  }

  private Outcome run(String... command) throws IOException {
    return ChildJvm.run(folder, with(command));
  }

  private String[] with(String[] command, String... more) {
    return Stream.of(command, more, new String[] {"--store", results()})
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  private String results() {
    return folder.resolve("results").toString();
  }

  private String afterTheFirstRound(Process process) throws Exception {
    while (runs().stream().noneMatch(run -> run.forks() > 0)) {
      assertThat(process.isAlive()).as("the run goes on").isTrue();
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return runs().get(0).id();
  }

  private static void told(Process process, String start) throws IOException {
    String line;
    do {
      line = process.errorReader(StandardCharsets.UTF_8).readLine();
    } while (line != null && !line.startsWith(start));
  }

  private List<Manifest> runs() throws IOException {
    try (ResultStore store = Stores.open(results())) {
      return store.history().runs();
    }
  }

  private Manifest manifest(String run) throws IOException {
    return runs().stream().filter(each -> each.id().equals(run)).findFirst().orElseThrow();
  }

  private JsonNode raw(String run) throws Exception {
    try (ResultStore store = Stores.open(results())) {
      byte[] json = new StoredRun(store, manifest(run)).read(RunFolder.JMH_RESULT).orElseThrow();
      return new ObjectMapper()
          .valueToTree(new ObjectMapper().readTree(json).findValues("rawData"));
    }
  }

  private void assertIsComplete(String run, String... files) throws IOException {
    Manifest manifest = manifest(run);
    assertThat(manifest.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(manifest.files()).extracting(RunFile::name).contains(files);
    assertThat(manifest.files())
        .extracting(RunFile::name)
        .noneMatch(name -> name.startsWith("rounds") || name.equals(RecordedCommand.NAME));
    try (Stream<Path> there = Files.list(folder.resolve("results").resolve(run))) {
      assertThat(there.map(path -> path.getFileName().toString()))
          .as("files of the folder")
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(manifest.files().stream().map(RunFile::name), Stream.of(Manifest.NAME))
                  .toList());
    }
  }
}
