package dev.ifsbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Style;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.TraceEvents;
import dev.ifsbench.trace.recording.TraceThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calls of a recording as a person reads them. */
class TimelineTest {
  private static final TraceThread MAIN = new TraceThread(1, 1, "main", false);

  private final StringBuilder printed = new StringBuilder();
  private final Timeline timeline =
      new Timeline(
          printed,
          new Screen(200, Glyphs.of(StandardCharsets.US_ASCII), Style.PLAIN),
          ZoneOffset.UTC,
          new TableNames(0));

  private void print(TraceEvents... events) throws IOException {
    for (TraceEvents event : events) {
      timeline.print(event.event());
    }
  }

  private List<String> rows() {
    return printed.toString().lines().skip(1).toList();
  }

  @Test
  void aCallWithinAnotherOfItsThreadIsIndented() throws IOException {
    print(
        TraceEvents.socket(12).at(100, 900),
        TraceEvents.socket(12).at(200, 500),
        TraceEvents.modify(12).at(300, 400),
        TraceEvents.modify(12).at(600, 700),
        TraceEvents.close(12).at(900, 950));
    assertThat(rows())
        .extracting(row -> row.substring(20, 30).stripTrailing())
        .containsExactly("WSPSocket", "  WSPSocke", "    WPUMod", "  WPUModif", "WSPCloseSo");
  }

  @Test
  void callsOfSeveralThreadsAreNotWithinEachOther() throws IOException {
    print(
        TraceEvents.socket(12).at(100, 900),
        TraceEvents.modify(16).at(200, 300).by(new TraceThread(1, 2, "other", false)));
    assertThat(rows().get(1)).startsWith("00:00:00.000000200  WPUModifyIFSHandle ");
  }

  @Test
  void aRowTellsTimeThreadChangeDurationAndError() throws IOException {
    print(
        TraceEvents.modify(12).at(1_000_000_001L, 1_000_001_235L).of(1007).previous(1001),
        TraceEvents.modify(13)
            .to(-1)
            .at(1_000_002_000L, 1_000_002_001L)
            .error(WinsockError.WSAEINVAL));
    assertThat(rows().get(0).split(" {2,}", -1))
        .containsExactly(
            "00:00:01.000000001",
            "WPUModifyIFSHandle",
            "main #1",
            "TCP over IPv4",
            "12 [1001] -> 12 [1007]",
            "1,234");
    assertThat(rows().get(1)).endsWith("  WSAEINVAL (10022)").contains("13 -> none");
  }

  @Test
  void aThreadIsTheNameAndTheNumber() {
    assertThat(MAIN).hasToString("main #1");
    assertThat(new TraceThread(1, 34, "", true)).hasToString("virtual #34");
    assertThat(new TraceThread(1, 34, "", false)).hasToString("#34");
    assertThat(new TraceThread(1, 35, "worker", true)).hasToString("worker #35");
  }

  @Test
  void ofALongThreadNameTheEndIsShown() throws IOException {
    String name = "dev.ifsbench.bench.UpcallBenchmark.modify-jmh-worker-1";
    print(TraceEvents.modify(12).at(1, 2).by(new TraceThread(1, 23, name, false)));
    assertThat(rows().get(0)).contains("  ...dify-jmh-worker-1 #23  ");
  }

  @Test
  void aCallThatBecameKnownTooLateSaysSo() throws IOException {
    print(TraceEvents.modify(12).at(500, 600));
    timeline.printLate(TraceEvents.socket(12).at(100, 700).event());
    assertThat(rows().get(1))
        .startsWith("00:00:00.000000100")
        .endsWith("(began before the call above)");
  }
}
