package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is killed leaves no fork behind, and what it has measured. */
@EnabledOnOs(OS.LINUX)
@Tag("child-jvm")
@Tag("slow")
class OrphansTest {
  /** A fork that ended only with its measurement would take longer. */
  private static final long PATIENCE_SECONDS = 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latency --handle BASE --transport UNIX --rounds 1 --duration 100s",
        "track SendBenchmark -p handle=BASE -p transport=UNIX -wi 0 -i 1 -r 100s",
        "SendBenchmark -p handle=BASE -p transport=UNIX -wi 0 -i 1 -r 100s -f 1",
        "SendBenchmark -p handle=BASE -p transport=UNIX -wi 0 -i 1 -r 100s -f 1 -prof ifs:dir=DIR",
        "trace SendBenchmark -p handle=BASE -p transport=UNIX -wi 0 -i 1 -r 100s",
        "headline --handle BASE,WRAPPED --operation send --transport UNIX --rounds 1",
        "headline --apart --handle BASE --operation send --transport UNIX --rounds 1",
        "track --paired BASE,WRAPPED SendBenchmark -p transport=UNIX --rounds 1",
        "overhead --rounds 1",
        "calibrate --way paired --trials 1 --transport UNIX",
        "calibrate --way apart --trials 1 --transport UNIX",
      })
  void aForkEndsWithItsParentHoweverThatEnds(String command) throws Exception {
    assertEndsWithItsParent(arguments(command));
  }

  @Test
  void aForkOfTheFloorEndsWithItsParentHoweverThatEnds() throws Exception {
    Path library = FloorLibrary.compile(folder);

    assertEndsWithItsParent("floor", "--library", library.toString(), "--store", results());
  }

  private void assertEndsWithItsParent(String... arguments) throws Exception {
    Process parent = ChildJvm.start(folder, arguments);
    ProcessHandle fork = MeasuringFork.of(parent);

    parent.toHandle().destroyForcibly();

    fork.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(each -> each.getFileName().toString()))
          .noneMatch(name -> name.matches("ifsbench.*|jmh[0-9]+.*"));
    }
  }

  @Test
  void whatAKilledHeadlineHasCompletedIsCompared() throws Exception {
    Process parent =
        ChildJvm.start(
            folder, arguments("headline --handle BASE,WRAPPED --operation send --transport NONE"));
    while (!published()) {
      assertThat(parent.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    parent.toHandle().destroyForcibly();
    parent.onExit().join();
    String run = onlyRun().getFileName().toString();

    Outcome compared =
        ChildJvm.run(folder, "compare", run, "--paired", "BASE,WRAPPED", "--store", results());

    assertThat(compared.err()).doesNotContain("Exception", "no result");
    assertThat(compared.out()).as(compared.err()).contains("SendBenchmark.send");
    Path page = folder.resolve("report.html");
    Outcome reported =
        ChildJvm.run(folder, "report", run, "--store", results(), "--output", page.toString());
    assertThat(reported.exitCode()).as(reported.err()).isZero();
    assertThat(Jsoup.parse(page.toFile()).text()).contains("SendBenchmark.send", run);
  }

  private boolean published() throws IOException {
    if (!Files.isDirectory(folder.resolve("results"))) {
      return false;
    }
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      for (Path run : runs.toList()) {
        Path manifest = run.resolve("manifest.json");
        if (Files.exists(manifest) && Files.readString(manifest).contains("rounds/0002")) {
          return true;
        }
      }
    }
    return false;
  }

  private String[] arguments(String command) {
    String[] words = command.replace("DIR", folder.toString()).split(" ");
    Stream<String> more =
        switch (words[0]) {
          case "headline", "latency", "overhead", "track", "trace" ->
              Stream.of("--store", results());
          case "calibrate" -> Stream.of("--file", folder.resolve("trials.jsonl").toString());
          default -> Stream.empty();
        };
    return Stream.concat(Stream.of(words), more).toArray(String[]::new);
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      return runs.toList().get(0);
    }
  }

  private String results() {
    return folder.resolve("results").toString();
  }
}
