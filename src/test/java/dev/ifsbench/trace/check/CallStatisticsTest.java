package dev.ifsbench.trace.check;

import static dev.ifsbench.trace.TestRecording.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.TestRecording;
import dev.ifsbench.trace.TraceEvents;
import dev.ifsbench.trace.event.QuerySocketHandleContextEvent;
import dev.ifsbench.trace.recording.CallKind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the calls of a recording add up to. */
class CallStatisticsTest {
  @TempDir Path folder;

  @Test
  void aQueryThatFailedWithoutHavingBeenDrawnCountsButHasNoTime() throws Exception {
    CallStatistics statistics = new CallStatistics();
    try (TestRecording recording = TestRecording.start(folder.resolve("queries.jfr"))) {
      QuerySocketHandleContextEvent drawn = QuerySocketHandleContextEvent.startIfDrawn();
      Thread.sleep(1);
      drawn.finish(TABLE, 1007, "layer", 12, this, WinsockError.NO_ERROR);
      for (int i = 0; i < 9; i++) {
        QuerySocketHandleContextEvent.failed(TABLE, 1007, "layer", 12, WinsockError.WSAENOTSOCK);
      }
      TestRecording.read(recording.stop()).events().stream()
          .filter(event -> event.kind() == CallKind.QUERY)
          .forEach(statistics::add);
    }
    assertThat(statistics.calls()).isEqualTo(10);
    assertThat(statistics.recorded()).isEqualTo(10);
    assertThat(statistics.timed()).isEqualTo(1);
    assertThat(statistics.failures()).containsOnly(Map.entry("WSAENOTSOCK", 9L));
    assertThat(statistics.nanos(0)).isGreaterThanOrEqualTo(990_000);
  }

  @Test
  void theMaximumIsExactAndNoPercentileIsAboveIt() {
    CallStatistics statistics = new CallStatistics();
    for (long nanos : new long[] {100, 1_234_567, 200}) {
      statistics.add(TraceEvents.modify(12).at(1_000, 1_000 + nanos).event());
    }
    assertThat(statistics.maxNanos()).isEqualTo(1_234_567);
    assertThat(statistics.nanos(99)).isEqualTo(1_234_567);
    assertThat(statistics.nanos(50)).isEqualTo(200);
  }

  @Test
  void withoutATimedCallTheMaximumIsZero() {
    assertThat(new CallStatistics().maxNanos()).isZero();
    assertThat(new CallStatistics().nanos(99)).isZero();
  }
}
