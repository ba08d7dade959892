package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.report.export.ExportFormat;
import dev.ifsbench.track.series.JmhText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("child-jvm")
class ExportCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void whatMachinesReadHasDigitsOfAsciiInEveryLanguage(ExportFormat format) throws IOException {
    Path run =
        Files.writeString(
            folder.resolve("run.json"),
            new JmhText()
                .with("a", "avgt", "ns/op", new double[][] {{1.25, 1.5}, {2.5, 2.75}, {1, 2}})
                .with("b", "thrpt", "ops/s", new double[][] {{1.25, 1.5}, {2.5, 2.75}, {1, 2}})
                .toString());
    String[] arguments = {
      "export", "--format", format.toString(), "--time", "2026-01-31T12:00:00Z", run.toString()
    };

    Outcome arabic = ChildJvm.runInArabic(folder, arguments);

    assertThat(arabic.exitCode()).as(arabic.err()).isZero();
    assertThat(arabic.out())
        .isEqualTo(ChildJvm.run(folder, arguments).out())
        .doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
  }

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
