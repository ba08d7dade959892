package dev.ifsbench.trace.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.TestRecording;
import dev.ifsbench.trace.TraceEvents;
import dev.ifsbench.trace.event.DispatchEvent;
import dev.ifsbench.trace.event.SocketEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However long a call runs, it is read before what happened while it ran. */
class LongCallsTest {
  @TempDir Path folder;

  @Test
  void aCallDuringWhichMoreHappenedThanIsHeldBackComesFirst() throws Exception {
    Path file;
    try (TestRecording recording = TestRecording.start(folder.resolve("long.jfr"))) {
      SocketEvent outer = SocketEvent.start();
      for (int i = 0; i < 100; i++) {
        DispatchEvent.start().finish(TestRecording.TABLE, "WSPBind", i, 1001, "base");
      }
      SocketEvent inner = SocketEvent.start();
      for (int i = 100; i < 200; i++) {
        DispatchEvent.start().finish(TestRecording.TABLE, "WSPBind", i, 1001, "base");
      }
      inner.finish(TestRecording.TABLE, "WSPAccept", 1001, "base", 5, 1001, WinsockError.NO_ERROR);
      outer.finish(TestRecording.TABLE, "WSPSocket", 1007, "layer", 5, 1001, WinsockError.NO_ERROR);
      file = recording.stop();
    }
    LongCalls longCalls = new LongCalls(10);
    List<TraceEvent> byEnd = new ArrayList<>();
    Recordings.read(file, new EventFanOut(byEnd::add, longCalls));

    List<TraceEvent> byStart = new ArrayList<>();
    longCalls.readByStart(file, byStart::add);

    assertThat(byStart).containsExactlyInAnyOrderElementsOf(byEnd);
    assertThat(byStart).extracting(TraceEvent::start).isSorted();
    List<TraceEvent> calls =
        byStart.stream().filter(event -> event.kind() != CallKind.HANDLE_TABLE).toList();
    assertThat(calls.get(0).function()).isEqualTo("WSPSocket");
    assertThat(calls.get(101).function()).isEqualTo("WSPAccept");
  }

  @Test
  void whatEndsTooLateForAStreamIsHandedOnAsLate() {
    List<Long> inOrder = new ArrayList<>();
    List<Long> late = new ArrayList<>();
    StartOrder order =
        new StartOrder(
            1,
            new EventSink() {
              @Override
              public void accept(TraceEvent event) {
                inOrder.add(event.start());
              }

              @Override
              public void acceptLate(TraceEvent event) {
                late.add(event.start());
              }
            });
    for (long start : new long[] {30, 20, 40, 10, 50}) {
      order.accept(TraceEvents.modify(1).at(start, 100).event());
    }
    order.flush();
    assertThat(inOrder).containsExactly(20L, 30L, 40L, 50L);
    assertThat(late).containsExactly(10L);
  }

  @Test
  void ofCallsThatBeginTogetherTheLongerComesFirst() {
    List<Long> ends = new ArrayList<>();
    StartOrder order = new StartOrder(10, event -> ends.add(event.end()));
    order.accept(TraceEvents.modify(1).at(10, 20).event());
    order.accept(TraceEvents.modify(1).at(10, 30).event());
    order.flush();
    assertThat(ends).containsExactly(30L, 20L);
  }
}
