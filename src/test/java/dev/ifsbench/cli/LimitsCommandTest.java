package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.bench.limits.Technique;
import dev.ifsbench.fixture.Local;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void itPrintsARowForEachTechniqueInLinesThatFitAPipe() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "limits");
    assertThat(run.exitCode()).as(run.out()).isZero();
    for (Technique technique : Technique.values()) {
      assertThat(run.out().lines().filter(line -> line.strip().startsWith(technique.label() + " ")))
          .hasSize(1);
    }
    assertThat(run.out())
        .containsPattern("skip-on-success +works +works +works +packet comes")
        .containsPattern("base-pointer +works +bypasses +bypasses +WSAENOTSOCK")
        .containsPattern("wsa-poll +works +bypasses +bypasses +works")
        .containsPattern("event-select +works +bypasses +bypasses +works")
        .containsPattern("cancel-io +works +works +works +finds nothing")
        .containsPattern("control-data +works +bypasses +bypasses +works")
        .containsPattern("join-leaf( +WSAEOPNOTSUPP){4}")
        .contains("Every technique is as documented");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES_BASE_HANDLE, mio-escape +works +WSAEOPNOTSUPP +WSAEOPNOTSUPP +bypasses",
    "TAKES_BSP_HANDLE_SELECT, sio-bsp-handle-select +works +works +works +own handle",
    "DROPS_ACCEPT_CONTEXT, accept-context +works +WSAENOTCONN +WSAENOTCONN +WSAENOTCONN",
    "COMPLETES_LATE, skip-on-success +works +- +- +packet comes"
  })
  void aQuirkShowsInItsRowAndNoLimitIsTried(String quirk, String row) throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "limits", "--quirk", quirk);
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out())
        .contains("under a layer with the quirk " + quirk)
        .containsPattern(row)
        .doesNotContain("Every limit");
  }

  @Test
  void itExplainsARow() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "limits", "--explain", "mio-escape");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("mio-escape").contains("See tokio-rs/mio#1314");
    refuses(64, "; did you mean mio-escape?", "--explain", "mio-escap");
  }

  @Test
  void itPrintsJson() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "limits", "--json");
    assertThat(run.exitCode()).isZero();
    JsonNode root = new ObjectMapper().readTree(run.out());
    assertThat(root.get("asDocumented").asBoolean()).isTrue();
    assertThat(root.get("techniques")).hasSize(Technique.values().length);
    assertThat(root.get("techniques").get(0).get("cells")).hasSize(4);
    assertThat(root.get("limits")).hasSize(7);
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    refuses(64, "NONE has none", "--transport", "NONE");
    refuses(64, "expected one of", "--transport", "FOO");
    refuses(64, "expected one of", "--quirk", "FOO");
    refuses(64, "Unknown option", "--transprot", "TCP");
  }

  private void refuses(int exitCode, String message, String option, String value) throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "limits", option, value);
    assertThat(run.errorLines()).hasSize(1).first().asString().contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }
}
