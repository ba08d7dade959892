package dev.ifsbench.bench.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.provider.Quirk;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TechniqueTest {
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the runtime there has no AcceptEx yet")
  @ParameterizedTest
  @EnumSource
  void itIsAsDocumentedOnEachKindOfHandleWithEachQuirk(Technique technique) {
    for (Quirk quirk : Quirk.values()) {
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
