package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The run that comes with the project can be opened before anything was measured. */
@Tag("child-jvm")
class ReferenceRunTest {
  private static final Path README = Path.of("results", "reference", "README.md");
  private static final Pattern COMMAND =
      Pattern.compile("^java -jar target/benchmarks.jar ([^#\\n]*)", Pattern.MULTILINE);

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("commands")
  void theCommandsOfItsReadmeWork(String command) throws IOException {
    String line =
        command.startsWith("report")
            ? command + " --output " + folder.resolve("report.html")
            : command;

    Outcome run = ChildJvm.run(folder, line.split(" +"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.errorLines()).isEmpty();
    assertThat(run.out()).isNotEmpty();
  }

  static List<String> commands() throws IOException {
    return COMMAND
        .matcher(Files.readString(README))
        .results()
        .map(found -> found.group(1).strip())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"compare results/reference results/reference", "report results/reference"})
  void aFolderOfRunsIsNoRun(String command) throws IOException {
    Outcome run = ChildJvm.run(folder, command.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED.code());
    assertThat(run.errorLines())
        .containsExactly(
            "'results/reference' is a folder of runs: name one of them, or give the folder by --store");
  }

  @Test
  void itIsWhole() throws IOException {
    Outcome history =
        ChildJvm.run(folder, "history", "--verify", "--store", README.getParent().toString());

    assertThat(history.exitCode()).as(history.err()).isZero();
    assertThat(history.out()).contains("20261129T083445Z-headline");
  }
}
