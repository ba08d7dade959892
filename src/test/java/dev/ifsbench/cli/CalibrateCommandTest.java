package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("child-jvm")
class CalibrateCommandTest {
  @TempDir private Path folder;

  @Test
  void aRunGoesOnWhereTheLastOneEnded() throws IOException {
    Path file = folder.resolve("trials.jsonl");
    String[] arguments = {
      "calibrate", "--way=paired", "--effect=100", "--rounds=3", "--confidence=50", "--file=" + file
    };

    assertThat(run(arguments, "--trials=1").exitCode()).isZero();
    List<String> first = Files.readAllLines(file);
    Outcome outcome = run(arguments, "--trials=2");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(2).startsWith(first.toArray(String[]::new));
    assertThat(outcome.out()).contains("paired", "100%", "found different", " s  ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          calibrate --way=alone  | --way must be paired or apart, but is alone; see calibrate --help
          calibrate --rounds=2   | --rounds must be at least 3, but is 2; see calibrate --help
          calibrate --trials=0   | --trials must be at least 1, but is 0; see calibrate --help
          calibrate --effect=101 | --effect must be from 0 to 100, but is 101.0; see calibrate --help
          """)
  void aMistakeIsAnsweredInOneLine(String arguments, String message) throws IOException {
    Outcome outcome = ChildJvm.run(folder, arguments.split(" ", -1));

    assertThat(outcome.errorLines()).containsExactly(message);
    assertThat(outcome.exitCode()).isEqualTo(64);
  }

  @Test
  void aFileOfSomethingElseIsLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n");

    Outcome outcome = ChildJvm.run(folder, "calibrate", "--file=" + file);

    assertThat(outcome.errorLines())
        .containsExactly("--file: '%s' is not a file of such trials; name another".formatted(file));
    assertThat(file).hasContent("a,b");
  }

  @Test
  void trialsOfOtherSettingsAreNotCounted() throws IOException {
    Path file = folder.resolve("trials.jsonl");

    for (String transport : List.of("UNIX", "NONE")) {
      Outcome outcome =
          ChildJvm.run(
              folder,
              "calibrate",
              "--way=apart",
              "--rounds=3",
              "--trials=1",
              "--transport=" + transport,
              "--file=" + file);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains(transport);
    }

    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void anInterruptedRunShowsWhatIsDoneAndHowToGoOn() throws IOException {
    Path file = folder.resolve("trials.jsonl");
    Process process =
        ChildJvm.start(folder, "calibrate", "--way=paired", "--rounds=3", "--file=" + file);
    try (BufferedReader err = new BufferedReader(process.errorReader(StandardCharsets.UTF_8))) {
      while (!Files.exists(file) || Files.readAllLines(file).isEmpty()) {
        assertThat(process.isAlive()).isTrue();
        LockSupport.parkNanos(10_000_000);
      }

      // Not Process.destroy, which closes what is to be read.
      process.toHandle().destroy();

      assertThat(process.onExit().join().exitValue()).isEqualTo(143);
      assertThat(err.lines())
          .contains(
              "Interrupted; the trials are kept in %s; the same command continues."
                  .formatted(file));
      assertThat(process.inputReader(StandardCharsets.UTF_8).lines())
          .anyMatch(line -> line.contains("found different"))
          .anyMatch(line -> line.contains("paired"));
    }
  }

  private Outcome run(String[] arguments, String more) throws IOException {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = more;
    return ChildJvm.run(folder, all);
  }
}
