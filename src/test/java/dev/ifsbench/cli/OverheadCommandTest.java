package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("child-jvm")
class OverheadCommandTest {
  @TempDir private Path folder;

  @Test
  void eachUpcallIsComparedWithItsUntracedSelf() throws IOException {
    Outcome run =
        ChildJvm.run(
            folder, "overhead", "--rounds", "1", "--recorder", "ALL", "--store", results());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("modify, recorder ALL, traced", "query, recorder ALL, traced", "untraced")
        .contains("Rounds:   1, which gives no interval");
  }

  @Test
  void aRunIsKeptForTheCommandsThatLookAtRuns() throws IOException {
    Outcome run =
        ChildJvm.run(
            folder, "overhead", "--rounds", "2", "--recorder", "OFF", "--store", results());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("Written:  " + results());
    String kept = KeptRuns.only(folder.resolve("results"), "overhead");

    KeptRuns.assertThatTheyAreRead(folder, kept, "TracingFork.modify", "TracingFork.query");
  }

  private String results() {
    return folder.resolve("results").toString();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          overhead --rounds 0       | --rounds must be at least 1, but is 0; see overhead --help
          overhead --recorder MAYBE | Invalid value for option '--recorder' (RECORDER): expected one of [OFF, DISABLED, SAMPLED, ALL] (case-sensitive) but was 'MAYBE'; see overhead --help
          """)
  void aMistakeIsAnsweredInOneLine(String arguments, String message) throws IOException {
    Outcome outcome = ChildJvm.run(folder, arguments.split(" ", -1));

    assertThat(outcome.errorLines()).containsExactly(message);
    assertThat(outcome.exitCode()).isEqualTo(64);
  }
}
