package dev.ifsbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Style;
import dev.ifsbench.trace.TraceEvents;
import dev.ifsbench.trace.check.Rule;
import dev.ifsbench.trace.check.TraceCompleteness;
import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a recording has several handle tables, a handle is shown with its own. */
class TraceTextTest {
  private static List<String> handles(int tables, int... tablesOfEvents) throws IOException {
    StringWriter out = new StringWriter();
    TraceText text =
        new TraceText(out, Screen.plain(StandardCharsets.US_ASCII), ZoneOffset.UTC, false);
    text.begin("r.jfr", tables);
    TraceSummary summary = new TraceSummary();
    for (int table : tablesOfEvents) {
      summary.accept(TraceEvents.close(12).in(table).event());
      text.event(TraceEvents.close(12).in(table).event());
    }
    Violation violation =
        new Violation(Rule.NO_CALL_AFTER_CLOSE, 0, tablesOfEvents[0], 12, null, "called again");
    text.end(
        new TraceResult(
            summary,
            List.of(violation),
            Map.of(violation.rule(), 1L),
            0,
            new TraceCompleteness(0, 0, null, null)));
    return out.toString()
        .lines()
        .filter(line -> line.contains("12 [1001]") || line.contains("handle 12"))
        .map(line -> line.replaceAll(".*(12 \\[1001\\]|handle 12)", "12").strip())
        .toList();
  }

  @Test
  void severalTablesAreNamedWithEachHandle() throws IOException {
    assertThat(handles(2, 1, 2))
        .containsExactly("12 in table 1", "12 in table 2", "12 in table 1  called again");
  }

  @Test
  void whatIsFollowedNamesTablesOnceThereIsASecond() throws IOException {
    assertThat(handles(0, 1, 2, 1))
        .containsExactly("12", "12 in table 2", "12 in table 1", "12 in table 1  called again");
  }

  @Test
  void oneTableNeedsNoName() throws IOException {
    assertThat(handles(1, 1, 1)).containsExactly("12", "12", "12  called again");
  }

  @Test
  void whatIsBrokenAndWhatIsKeptStandOutOnATerminal() throws IOException {
    assertThat(verdict(Map.of("TERM", "xterm")))
        .contains(
            "\u001b[31m\u2717 1 violation of the rules.\u001b[0m",
            "\u001b[31m\u2717 1 time    \u001b[0m",
            "\u001b[32m\u2713 ok        \u001b[0m")
        .doesNotContain("\u001b[2J");
    assertThat(verdict(Map.of("TERM", "dumb"))).doesNotContain("\u001b[3", "\u2717", "\u2713");
    assertThat(verdict(Map.of("NO_COLOR", "1"))).doesNotContain("\u001b[3", "\u2717", "\u2713");
  }

  private static String verdict(Map<String, String> environment) throws IOException {
    StringWriter out = new StringWriter();
    Screen screen = new Screen(120, Glyphs.of(StandardCharsets.UTF_8), Style.of(true, environment));
    TraceText text = new TraceText(out, screen, ZoneOffset.UTC, false);
    text.begin("r.jfr", 1);
    TraceSummary summary = new TraceSummary();
    summary.accept(TraceEvents.close(12).event());
    Violation violation =
        new Violation(Rule.NO_CALL_AFTER_CLOSE, 0, 1, 12, "hostile\u001b[2J", "called again");
    text.end(
        new TraceResult(
            summary,
            List.of(violation),
            Map.of(violation.rule(), 1L),
            0,
            new TraceCompleteness(0, 0, null, null)));
    return out.toString();
  }
}
