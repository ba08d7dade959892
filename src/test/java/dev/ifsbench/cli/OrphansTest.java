package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is killed leaves no fork behind, and what it has measured. */
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
        "overhead --rounds 1",
      })
  void aForkEndsWithItsParentHoweverThatEnds(String command) throws Exception {
    Process parent = ChildJvm.start(folder, arguments(command));
    ProcessHandle fork = measuringFork(parent);

    parent.toHandle().destroyForcibly();

    fork.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).noneMatch(each -> each.getFileName().toString().startsWith("ifsbench-fork"));
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

  /** The JVM below the parent, once its program has begun. */
  private ProcessHandle measuringFork(Process parent) throws Exception {
    while (parent.isAlive()) {
      List<ProcessHandle> forks =
          parent
              .descendants()
              .filter(each -> each.info().commandLine().orElse("").contains("Fork"))
              .toList();
      if (!forks.isEmpty()) {
        return forks.get(0);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IllegalStateException(
        new String(parent.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private String[] arguments(String command) {
    String[] words = command.split(" ");
    return words[0].equals("overhead")
        ? words
        : Stream.concat(Stream.of(words), Stream.of("--store", results())).toArray(String[]::new);
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
