package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.Local;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limits} as a user calls it. */
@Tag("child-jvm")
class LimitsCommandTest {
  @TempDir Path folder;

  @Test
  void itPrintsEachLimitForBothKindsAndEndsWithZero() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "limits", "--transport", Local.stream().name());
    assertThat(run.errorLines()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("the layer saw 0 of 128 bytes", "the layer saw 128 of 128 bytes")
        .contains("the base was asked", "the base was not asked")
        .contains("the base got the application's structure", "the base got the layer's own")
        .contains("Every limit holds for PASS_THROUGH, and none for WRAPPED.");
    assertThat(run.out().lines().filter(line -> line.matches(".*PASS_THROUGH +yes .*"))).hasSize(7);
    assertThat(run.out().lines().filter(line -> line.matches(".*WRAPPED +no .*"))).hasSize(7);
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    refuses(64, "NONE has none", "--transport", "NONE");
    refuses(64, "expected one of", "--transport", "FOO");
    refuses(64, "Unknown option", "--transprot", "TCP");
  }

  private void refuses(int exitCode, String message, String option, String value) throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "limits", option, value);
    assertThat(run.errorLines()).hasSize(1).first().asString().contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }
}
