package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.JmhText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-jvm")
class ExportCommandTest {
  @TempDir private Path folder;

  @Test
  void theTextIsPrintedAndWhatCannotBeUsedIsNamed() throws IOException {
    Path run =
        Files.writeString(
            folder.resolve("run.json"),
            new JmhText()
                .with("good", "avgt", "ns/op", new double[][] {{1}, {2}})
                .with("bad", "avgt", "ns/op", new double[][] {{1}, {Double.NaN}})
                .toString());

    Outcome outcome = ChildJvm.run(folder, "export", "--format", "benchstat", run.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("BenchmarkGood/size=10/mode=avgt-1 1 2.0 ns/op");
    assertThat(outcome.out()).doesNotContain("Bad");
    assertThat(outcome.errorLines())
        .containsExactly("Left out: bad size=10 avgt, as an iteration gave no number");
  }
}
