package dev.ifsbench.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.report.text.TraceWriter;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.TraceEvents;
import dev.ifsbench.trace.check.Rule;
import dev.ifsbench.trace.check.TraceCompleteness;
import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.TraceThread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A recording in the Trace Event Format says what the recording says, within the format's rules.
 */
class TracePerfettoTest {
  /** Such as today's clock, to the nanosecond. */
  private static final long NOW = 1_790_000_000_123_456_789L;

  private static final long ORIGIN = NOW - TimeUnit.DAYS.toNanos(1);
  private static final TraceThread OTHER = new TraceThread(1, 34, "", true);

  private static TraceResult result(Violation... violations) {
    return new TraceResult(
        new TraceSummary(),
        List.of(violations),
        Arrays.stream(violations)
            .collect(Collectors.groupingBy(Violation::rule, Collectors.counting())),
        0,
        new TraceCompleteness(0, 0, null, null));
  }

  private static TraceEventFormat written(TraceResult result, TraceEvents... events)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TraceWriter writer = new TracePerfetto(out, ORIGIN)) {
      writer.begin("r.jfr", 1);
      for (TraceEvents event : events) {
        writer.event(event.event());
      }
      writer.end(result);
    }
    return TraceEventFormat.read(out.toString(StandardCharsets.UTF_8));
  }

  private static TraceEvents modify(long handle, long start, long end) {
    return TraceEvents.modify(handle).at(NOW + start, NOW + end);
  }

  @Test
  void aCallIsASpanOnItsThreadsAndOnItsHandlesTrack() throws IOException {
    TraceEventFormat read = written(result(), modify(12, 1, 235).of(1007).previous(1001));
    assertThat(read.events())
        .extracting(TraceEventFormat.Event::track)
        .containsExactly("main #1", "handle 12");
    assertThat(read.events())
        .allSatisfy(
            span -> {
              assertThat(span.phase()).isEqualTo("X");
              assertThat(span.name()).isEqualTo("WPUModifyIFSHandle");
              assertThat(span.start()).isEqualTo(TimeUnit.DAYS.toNanos(1) + 1);
              assertThat(span.nanos()).isEqualTo(234);
              assertThat(span.args().get("change").asText()).isEqualTo("12 [1001] -> 12 [1007]");
              assertThat(span.args().get("from").asLong()).isEqualTo(12);
              assertThat(span.args().get("to").asLong()).isEqualTo(12);
              assertThat(span.args().get("error").asInt()).isZero();
              assertThat(span.args().get("thread").asText()).isEqualTo("main #1");
            });
    assertThat(read.otherData().get("origin").asText()).isEqualTo("2026-09-20T14:13:20.123456789Z");
  }

  @Test
  void aFailedCallTellsItsError() throws IOException {
    TraceEventFormat read =
        written(result(), modify(12, 1, 2).to(-1).error(WinsockError.WSAEINVAL));
    assertThat(read.events())
        .allSatisfy(
            span -> {
              assertThat(span.args().get("error").asInt()).isEqualTo(10022);
              assertThat(span.args().get("errorName").asText()).isEqualTo("WSAEINVAL");
              assertThat(span.args().has("to")).isFalse();
            });
  }

  @Test
  void callsOnOneHandleThatOverlapAreOnTracksOfTheSameName() throws IOException {
    TraceEventFormat read =
        written(result(), modify(12, 10, 30), modify(12, 20, 40).by(OTHER), modify(12, 50, 60));
    assertThat(read.events())
        .extracting(TraceEventFormat.Event::track)
        .containsExactly(
            "main #1", "handle 12", "virtual #34", "handle 12", "main #1", "handle 12");
  }

  @Test
  void whatHasNoDurationIsAnInstantAndATableASeriesOfNumbers() throws IOException {
    TraceEventFormat read =
        written(
            result(),
            TraceEvents.unknown(99).at(NOW, NOW),
            TraceEvents.table(3, 17).at(NOW + 1, NOW + 1));
    assertThat(read.events())
        .extracting(TraceEventFormat.Event::phase)
        .containsExactly("i", "i", "C");
    assertThat(read.events().get(2).args().get("handles").asInt()).isEqualTo(17);
    assertThat(read.events().get(2).name()).isEqualTo("handles in table 3");
  }

  @Test
  void aViolationIsOnItsHandlesTrack() throws IOException {
    Violation violation =
        new Violation(
            Rule.NO_CALL_AFTER_CLOSE, NOW + 5, 1, 12, "layer", "handle 12 came back as 13");
    TraceEventFormat read = written(result(violation), modify(12, 1, 2));
    TraceEventFormat.Event last = read.events().get(2);
    assertThat(last.track()).isEqualTo("handle 12");
    assertThat(last.args().get("text").asText()).isEqualTo("handle 12 came back as 13");
    assertThat(read.otherData().get("violationCount").asInt()).isEqualTo(1);
  }

  @Test
  void oneNumberInTwoTablesIsTwoHandles() throws IOException {
    Violation violation =
        new Violation(Rule.NO_CALL_AFTER_CLOSE, NOW + 35, 2, 12, "layer", "called after close");
    TraceEventFormat read =
        written(
            result(violation),
            modify(12, 10, 20),
            modify(12, 11, 21).in(2).by(OTHER),
            modify(12, 30, 40));
    assertThat(read.events())
        .extracting(TraceEventFormat.Event::track)
        .containsExactly(
            "main #1",
            "handle 12 in table 1",
            "virtual #34",
            "handle 12 in table 2",
            "main #1",
            "handle 12 in table 1",
            "handle 12 in table 2");
    assertThat(read.events().get(6).args().get("table").asInt()).isEqualTo(2);
  }

  @Test
  void oneNumberInTwoJvmsIsTwoThreads() throws IOException {
    TraceThread elsewhere = new TraceThread(2, 1, "main", false);
    TraceEventFormat read =
        written(result(), modify(12, 10, 20), modify(13, 11, 21).in(2).by(elsewhere));
    assertThat(read.events())
        .extracting(TraceEventFormat.Event::track)
        .containsExactly(
            "main #1 in JVM 1", "handle 12 in table 1", "main #1 in JVM 2", "handle 13 in table 2");
  }

  @Test
  void twoRecordingsAreFourProcesses() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TraceWriter writer = new TracePerfetto(out, ORIGIN)) {
      for (String source : List.of("a.jfr", "b.jfr")) {
        writer.begin(source, 1);
        writer.event(modify(12, 1, 2).event());
        writer.end(result());
      }
      writer.unreadable("c.jfr", "'c.jfr' cannot be read");
    }
    TraceEventFormat read = TraceEventFormat.read(out.toString(StandardCharsets.UTF_8));
    assertThat(read.events())
        .extracting(TraceEventFormat.Event::process)
        .containsExactly(
            "Calls by thread, a.jfr",
            "Calls by handle, a.jfr",
            "Calls by thread, b.jfr",
            "Calls by handle, b.jfr");
    assertThat(read.otherData().get("complete").asBoolean()).isFalse();
    assertThat(read.otherData().get("unreadable").get(0).asText())
        .isEqualTo("'c.jfr' cannot be read");
  }
}
