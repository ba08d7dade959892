package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.JmhText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-jvm")
class GateCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeRuns() throws IOException {
    write("before", new JmhText(), 100, 0.002);
    write("same", new JmhText(), 100, 0.002);
    write("slow", new JmhText(), 110, 0.002);
    write("noisy", new JmhText(), 102, 0.1);
    write("newer", new JmhText().on("25+36"), 100, 0.002);
  }

  private void write(String name, JmhText text, double mean, double scatter) throws IOException {
    text.with("org.example.Sort.sort", "avgt", "ns/op", JmhText.forks(8, mean, scatter, 1));
    Files.writeString(folder.resolve(name), text.toString());
  }

  @Test
  void aRunThatIsNoWorsePasses() throws IOException {
    Outcome outcome = gate("same");

    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out())
        .contains(
            "passed     org.example.Sort.sort size=10 avgt: median +0.0% [-0.2%, +0.2%], all of it better than the limit of +3%");
  }

  @Test
  void aRegressionIsExitCodeOneAndNamedWithIntervalAndLimit() throws IOException {
    Outcome outcome = gate("slow");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out().lines().findFirst().orElseThrow())
        .matches(
            "REGRESSED  org\\.example\\.Sort\\.sort size=10 avgt: median \\+10\\.0% \\[\\+9\\.\\d%, \\+10\\.\\d%\\],"
                + " all of it worse than the limit of \\+3%");
  }

  @Test
  void anUndecidedRunIsExitCodeTwoAndSaysWhatToDo() throws IOException {
    Outcome outcome = gate("noisy");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out())
        .contains("UNDECIDED  org.example.Sort.sort", "not clear of the limit");
  }

  @Test
  void inputThatCannotBeUsedIsExitCodeThree() throws IOException {
    Outcome missing = gate("nothing-here");
    Outcome other = gate("newer");

    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.errorLines())
        .singleElement()
        .asString()
        .endsWith(
            "nothing-here' is neither a run of results nor a git revision; history lists the runs");
    assertThat(other.exitCode()).isEqualTo(3);
    assertThat(other.errorLines()).singleElement().asString().contains("different environments");
  }

  @Test
  void aWrongCallIsExitCode64() throws IOException {
    Outcome outcome = ChildJvm.run(folder, "gate", "--max-regresion", "3%", "a", "b");

    assertThat(outcome.exitCode()).isEqualTo(64);
    assertThat(outcome.errorLines()).singleElement().asString().contains("--max-regression");
  }

  private Outcome gate(String after) throws IOException {
    return ChildJvm.run(
        folder,
        "gate",
        "--max-regression",
        "3%",
        folder.resolve("before").toString(),
        folder.resolve(after).toString());
  }
}
