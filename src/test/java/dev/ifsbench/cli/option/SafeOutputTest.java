package dev.ifsbench.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeOutputTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final SafeOutput output = new SafeOutput(terminal, StandardCharsets.UTF_8);

  private String shown() {
    return terminal.toString(StandardCharsets.UTF_8);
  }

  private void print(String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u001b[31mb",
        "a\u0007b",
        "a\u0000b",
        "a\u007fb",
        "a\u009b31mb",
        "a\u202eb",
        "a\u2066b",
        "a\u200fb"
      })
  void whatATerminalWouldObeyBecomesAQuestionMark(String text) throws IOException {
    print(text);

    assertThat(shown())
        .startsWith("a?")
        .endsWith("b")
        .doesNotContain("\u001b")
        .hasSize(text.length());
  }

  @Test
  void textEndsOfLinesAndTabsStay() throws IOException {
    print("µs ×1.02 \uD83D\uDE00\tend\nnext\r\nlast");

    assertThat(shown()).isEqualTo("µs ×1.02 \uD83D\uDE00\tend\nnext\r\nlast");
  }

  @Test
  void aCarriageReturnThatWouldOverwriteALineBecomesAQuestionMark() throws IOException {
    print("PASSED\rFAILED\n");

    assertThat(shown()).isEqualTo("PASSED?FAILED\n");
  }

  @Test
  void charactersThatComeByteByByteAreJudgedWhole() throws IOException {
    for (byte each : "×\u202e\uD83D\uDE00\r\n".getBytes(StandardCharsets.UTF_8)) {
      output.write(each);
    }

    assertThat(shown()).isEqualTo("×?\uD83D\uDE00\r\n");
  }

  @Test
  void longTextIsShownWhole() throws IOException {
    String text = "×\uD83D\uDE00".repeat(20_000);
    print(text);

    assertThat(shown()).isEqualTo(text);
  }

  @Test
  void aReportsOwnColoursPassWhereTheyAreAskedForAndNothingElseDoes() throws IOException {
    SafeOutput coloured = new SafeOutput(terminal, StandardCharsets.UTF_8, true);
    for (String part :
        new String[] {"\u001b", "[3", "1mred\u001b[0m \u001b[2Jx \u001b\u001b[32mgreen"}) {
      coloured.write(part.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(shown()).isEqualTo("\u001b[31mred\u001b[0m ?[2Jx ?\u001b[32mgreen");
  }
}
