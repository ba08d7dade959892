package dev.ifsbench.bench.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.HostSystem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class TechniqueTest {
  /** What follows from a quirk may be the system's choice: Wine needs no accept context. */
  private static List<Quirk> quirks() {
    return HostSystem.isWindows() ? List.of(Quirk.NONE) : List.of(Quirk.values());
  }

  private static List<Technique> techniques() {
    return Technique.here();
  }

  @ParameterizedTest
  @MethodSource("techniques")
  void itIsAsDocumentedOnEachKindOfHandleWithEachQuirk(Technique technique) {
    for (Quirk quirk : quirks()) {
      for (HandleKind kind : HandleKind.values()) {
        assertThat(technique.observe(kind, quirk))
            .as("%s on %s with %s", technique.label(), kind, quirk)
            .isEqualTo(technique.expected(kind, quirk));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void itSaysWhatItStandsForAndWhereThatIsFrom(Technique technique) {
    assertThat(technique.explanation()).endsWith(".");
    assertThat(technique.sources())
        .isNotEmpty()
        .allMatch(source -> source.matches("https://\\S+|[\\w-]+/[\\w-]+#\\d+"));
    assertThat(technique.label().length()).isLessThanOrEqualTo(22);
  }

  @Test
  void rowsHaveNamesOfTheirOwn() {
    assertThat(Arrays.stream(Technique.values()).map(Technique::label)).doesNotHaveDuplicates();
  }
}
