package dev.ifsbench.report.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
  private static List<String> wrapped(int width, String line) {
    return new Screen(width, Glyphs.of(StandardCharsets.UTF_8), Style.PLAIN).wrapped(List.of(line));
  }

  @Test
  void aLineWithALabelGoesOnBeneathItsText() {
    assertThat(wrapped(40, "Method:   a fork counts as its median iteration; kinds are paired"))
        .containsExactly(
            "Method:   a fork counts as its median", "          iteration; kinds are paired");
    assertThat(wrapped(40, "Real:     sockets and system calls are real ones"))
        .containsExactly("Real:     sockets and system calls are", "          real ones");
  }

  @Test
  void anIntervalStaysInOneLine() {
    assertThat(wrapped(40, "passed     a benchmark: median +0.5% [-0.4%, +1.3%], better"))
        .containsExactly(
            "passed     a benchmark: median", "           +0.5% [-0.4%, +1.3%], better");
  }

  @Test
  void aPathStaysWholeSoThatItCanBeCopied() {
    String path = "results/" + "long".repeat(20) + "/jmh-result.json";

    assertThat(wrapped(80, "Written:  " + path).get(0)).isEqualTo("Written:  " + path);
  }

  @Test
  void proseIsNoWiderThanIsReadableHoweverWideTheTerminalIs() {
    assertThat(wrapped(300, "many words ".repeat(30)))
        .allMatch(line -> line.length() <= Screen.USUAL)
        .hasSizeGreaterThan(1);
  }

  @Test
  void aNumberOfColumnsIsTakenFromTheEnvironment() {
    assertThat(Terminal.width("80")).hasValue(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-80", "wide", "8e1", "99999999999"})
  void whatIsNoNumberOfColumnsIsIgnored(String columns) {
    assertThat(Terminal.width(columns)).isEmpty();
  }
}
