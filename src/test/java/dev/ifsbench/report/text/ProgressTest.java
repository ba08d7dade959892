package dev.ifsbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final Progress terminal =
      new Progress(stream, stream, new Screen(60, Glyphs.of(StandardCharsets.UTF_8), Style.PLAIN));
  private final Progress pipe = new Progress(stream, null, Screen.ofFile());

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void onATerminalABarShowsHowMuchIsDone() {
    terminal.now(0.5, "round 2");

    assertThat(printed()).endsWith("[##########----------] 50% round 2");
  }

  @Test
  void aLineNeverReachesTheEndOfTheTerminal() {
    terminal.now("long ".repeat(50));

    assertThat(printed().replaceAll("\u001b\\[J|\r", "").length()).isEqualTo(59);
  }

  @Test
  void theNextLineReplacesTheTableAndTheLineBefore() {
    terminal.soFar(List.of("  provisional", "  row"));
    terminal.now("fork 1");
    bytes.reset();
    terminal.now("fork 2");

    assertThat(printed()).isEqualTo("\u001b[2A\r\u001b[J  provisional\n  row\nfork 2");
  }

  @Test
  void nothingOfATableStaysBehind() {
    terminal.soFar(List.of("  provisional"));
    terminal.now("fork 1");
    bytes.reset();
    terminal.done();

    assertThat(printed()).isEqualTo("\u001b[1A\r\u001b[J");
  }

  @Test
  void aTableThatNoTerminalHasRoomForIsCut() {
    terminal.soFar(Collections.nCopies(40, "row"));
    terminal.now("fork 1");

    assertThat(printed().lines()).hasSizeLessThan(20).contains("  and 25 lines more");
  }

  @Test
  void elsewhereThereAreLinesAlone() {
    pipe.soFar(List.of("  provisional"));
    pipe.now(0.5, "round 2");

    assertThat(printed().lines()).containsExactly("round 2");
    assertThat(pipe.screen()).isEmpty();
  }
}
