package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.series.JmhText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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

  @Test
  void anAllocationThatWasNotThereIsARegressionWhereItIsAskedFor() throws IOException {
    double[][] nothing = {{1e-4}, {0}, {2e-4}};
    double[][] something = {{24}, {24}, {24}};
    write("before", new JmhText().measuring("gc.alloc.rate.norm", "B/op", nothing), 100, 0.002);
    write(
        "allocating", new JmhText().measuring("gc.alloc.rate.norm", "B/op", something), 100, 0.002);

    Outcome unseen = gate("allocating");
    Outcome seen = gate("allocating", "--metric", "gc.alloc.rate.norm");
    Outcome same = gate("before", "--metric", "gc.alloc.rate.norm");

    assertThat(unseen.exitCode()).isZero();
    assertThat(seen.exitCode()).isEqualTo(1);
    assertThat(seen.out())
        .startsWith(
            "REGRESSED  org.example.Sort.sort size=10 avgt gc.alloc.rate.norm: it was 0.0001 and is"
                + " 24 B/op");
    assertThat(same.exitCode()).isZero();
  }

  @Test
  void otherSettingsAreRefusedUnlessAskedForAndThenMarked() throws IOException {
    write("short", new JmhText().say("threads", "4"), 100, 0.002);

    Outcome refused = gate("short");
    Outcome judged = gate("short", "--across-settings");

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.errorLines())
        .singleElement()
        .asString()
        .contains("different settings: threads is '4' and was '1'");
    assertThat(judged.exitCode()).isZero();
    assertThat(judged.out()).contains("ACROSS SETTINGS: threads is '4' and was '1'");
  }

  private Outcome gate(String after, String... more) throws IOException {
    return ChildJvm.run(
        folder, Stream.concat(Stream.of(arguments(after)), Stream.of(more)).toArray(String[]::new));
  }

  private String[] arguments(String after) {
    return new String[] {
      "gate",
      "--max-regression",
      "3%",
      folder.resolve("before").toString(),
      folder.resolve(after).toString()
    };
  }
}
