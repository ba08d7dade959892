package dev.ifsbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Style;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FakeForks;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadlineAnswerTest {
  private static final List<ComparedRow<BenchmarkId>> COMPARISONS =
      List.of(
          row("TCP", "PASS_THROUGH", 1.5, 1.0004, Verdict.EQUAL),
          row("TCP", "WRAPPED", 70, 1.016, Verdict.SLOWER),
          row("NONE", "PASS_THROUGH", 0.02, 1.004, Verdict.UNDECIDED),
          row("NONE", "WRAPPED", 11.2, 4.6, Verdict.SLOWER));

  @Test
  void eachKindHasASentence() {
    assertThat(answer(Style.PLAIN).sentences(COMPARISONS))
        .containsExactly(
            "Pass-through: equal within \u00b11% in 1 of 2, +0.02 ns alone, undecided in 1 of 2.",
            "Wrapped: +11 ns a call, \u00d71.02 of a real send.");
  }

  @Test
  void whatIsMostlyUndecidedIsNotCalledEqual() {
    List<ComparedRow<BenchmarkId>> undecided =
        List.of(
            row("TCP", "PASS_THROUGH", 20, 1.005, Verdict.UNDECIDED),
            row("UNIX", "PASS_THROUGH", -10, 0.996, Verdict.UNDECIDED));

    assertThat(answer(Style.PLAIN).sentences(undecided))
        .containsExactly("Pass-through: \u00d71.005 of a real send, undecided in 2 of 2.");
  }

  @Test
  void theMatrixHasARowForEachSettingAndAColumnForEachKind() {
    assertThat(answer(Style.PLAIN).matrix(COMPARISONS))
        .containsExactly(
            "  against BASE  PASS_THROUGH      WRAPPED",
            "  TCP send      equal \u00d71.000      slower \u00d71.02",
            "  NONE send     undecided \u00d71.004  slower \u00d74.60");
  }

  @Test
  void coloursTakeNoRoomInTheMatrix() {
    List<String> plain =
        answer(Style.of(true, Map.of())).matrix(COMPARISONS).stream()
            .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
            .toList();

    assertThat(plain)
        .containsExactly(
            "  against BASE  PASS_THROUGH  WRAPPED",
            "  TCP send      = \u00d71.000      \u25b2 \u00d71.02",
            "  NONE send     ? \u00d71.004      \u25b2 \u00d74.60",
            "  \u25b2 slower, \u25bc faster, = equal within \u00b11%, ? undecided");
  }

  @ParameterizedTest
  @CsvSource({"false,,", "true,NO_COLOR,1", "true,TERM,dumb"})
  void withoutATerminalThatTakesColoursAWordStandsForTheVerdict(
      boolean terminal, String variable, String value) {
    Map<String, String> environment = variable == null ? Map.of() : Map.of(variable, value);

    assertThat(answer(Style.of(terminal, environment)).matrix(COMPARISONS))
        .allSatisfy(line -> assertThat(line).doesNotContain("\u001b"))
        .anySatisfy(line -> assertThat(line).contains("slower"));
  }

  @Test
  void whatWasNotComparedWithTheBaseHasNoAnswer() {
    assertThat(answer(Style.PLAIN).sentences(List.of())).isEmpty();
    assertThat(answer(Style.PLAIN).matrix(List.of())).isEmpty();
  }

  private static HeadlineAnswer answer(Style style) {
    return new HeadlineAnswer(
        new Screen(Screen.USUAL, Glyphs.of(StandardCharsets.UTF_8), style), 0.01);
  }

  private static ComparedRow<BenchmarkId> row(
      String transport, String handle, double difference, double ratio, Verdict verdict) {
    return new ComparedRow<>(
        FakeForks.headline(HeadlineOperation.SEND, transport, 64, 1, handle),
        Interval.unknown(100),
        List.of(
            new Contrast(
                "BASE",
                Interval.unknown(difference),
                Interval.unknown(ratio),
                verdict,
                Optional.empty(),
                false)));
  }
}
