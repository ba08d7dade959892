package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which run {@code track --resume} goes on with, and what it asks before. */
@Tag("child-jvm")
@Tag("slow")
class ResumeTest {
  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void withoutANameARunThatSomebodyIsWritingIsLeftAlone() throws Exception {
    String interrupted = interruptedRun();
    Process writer = start("writer", "-r", "100s");
    try {
      while (runs().size() < 2) {
        assertThat(writer.isAlive()).as("the run goes on").isTrue();
        TimeUnit.MILLISECONDS.sleep(20);
      }

      Outcome resumed = resume();
      Outcome again = resume();

      assertThat(resumed.exitCode()).as(resumed.err()).isZero();
      assertThat(resumed.err()).contains("Going on after 1 forks of " + interrupted);
      assertThat(again.errorLines())
          .containsExactly(
              results() + " has no interrupted run of track but what somebody is still writing");
      assertThat(again.exitCode()).isEqualTo(3);
    } finally {
      end(writer);
    }
  }

  @Test
  @Timeout(300)
  void aStoredPlanThatCarriesJvmArgumentsNeedsAYes() throws Exception {
    String flag = "-XX:OnOutOfMemoryError=true";
    String interrupted = interruptedRun("-jvmArgsAppend", flag);

    Outcome refused = resume();
    Outcome accepted = resume("--accept-plan");

    assertThat(refused.errorLines())
        .containsExactly(
            "The stored plan of " + interrupted + " runs: " + flag,
            interrupted
                + " is not resumed: look at what its plan runs, and accept it by --accept-plan");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(accepted.exitCode()).as(accepted.err()).isZero();
    assertThat(accepted.err()).contains("runs: " + flag);
  }

  /** A run of two rounds that ended after the first, and its name. */
  private String interruptedRun(String... more) throws Exception {
    Process run = start("interrupted", more);
    try {
      while (runs().stream().mapToInt(Manifest::forks).sum() < 1) {
        assertThat(run.isAlive()).as("the run goes on").isTrue();
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } finally {
      end(run);
    }
    return runs().get(0).id();
  }

  private Process start(String temporary, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "track",
                "DispatcherBenchmark.dispatched$",
                "--rounds",
                "2",
                "--store",
                results(),
                "-p",
                "openHandles=1",
                "-wi",
                "0",
                "-i",
                "1"));
    if (!List.of(more).contains("-r")) {
      arguments.addAll(List.of("-r", "100ms"));
    }
    arguments.addAll(List.of(more));
    Path own = Files.createDirectories(folder.resolve(temporary));
    return ChildJvm.start(own, arguments.toArray(String[]::new));
  }

  private static void end(Process run) {
    run.destroyForcibly();
    run.onExit().join();
  }

  private Outcome resume(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("track", "--resume", "--store", results()));
    arguments.addAll(List.of(more));
    return ChildJvm.run(folder, arguments.toArray(String[]::new));
  }

  private List<Manifest> runs() throws IOException {
    if (!Files.isDirectory(Path.of(results()))) {
      return List.of();
    }
    try (ResultStore store = Stores.open(results())) {
      return store.history().runs();
    }
  }

  private String results() {
    return folder.resolve("results").toString();
  }
}
