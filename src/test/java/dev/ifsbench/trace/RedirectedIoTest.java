package dev.ifsbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.fixture.FileCalls;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A recording tells which ReadFile and WriteFile a layer saw. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason =
        "a short recording lacks the providers' names under Wine, and a reset is told otherwise")
class RedirectedIoTest {
  @TempDir Path folder;

  private List<TraceEvent> record(HandleKind kind, boolean reset) throws Exception {
    Path file = folder.resolve("io.jfr");
    try (TestRecording recording = TestRecording.start(file);
        Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Local.stream());
      FileCalls.write(stack, pair.near(), new byte[100]);
      FileCalls.readOnce(stack, pair.far(), 60);
      if (reset) {
        stack.closeSocket(pair.far());
        FileCalls.readError(stack, pair.near());
      }
      recording.stop();
    }
    return TestRecording.read(file).events().stream()
        .filter(event -> event.kind() == CallKind.REDIRECTED)
        .toList();
  }

  @Test
  void requestsOnAWrappedHandleAreEventsWithTheirBytes() throws Exception {
    List<TraceEvent> events = record(HandleKind.WRAPPED, false);
    assertThat(events).extracting(TraceEvent::function).containsExactly("WriteFile", "ReadFile");
    assertThat(events).extracting(TraceEvent::bytes).containsExactly(100L, 60L);
    assertThat(events)
        .extracting(TraceEvent::provider)
        .allSatisfy(provider -> assertThat(provider).startsWith("layer 1 over ["));
    assertThat(events.get(0).from()).isNotEqualTo(events.get(1).from());
    assertThat(events).allMatch(TraceEvent::succeeded);
  }

  @Test
  void aRequestThatFailsIsAnEventWithItsError() throws Exception {
    // The peer has closed with data unread: a Unix-domain socket calls that a reset.
    List<TraceEvent> events = record(HandleKind.WRAPPED, true);
    TraceEvent last = events.get(events.size() - 1);
    assertThat(last.function()).isEqualTo("ReadFile");
    assertThat(last.error()).isEqualTo(WinsockError.WSAECONNRESET.code());
    assertThat(last.bytes()).isZero();
  }

  @Test
  void whatBypassesTheLayerIsNoEvent() throws Exception {
    assertThat(record(HandleKind.PASS_THROUGH_INTERCEPTING, false)).isEmpty();
  }
}
