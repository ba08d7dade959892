package dev.ifsbench.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.fork.ForkFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request a millisecond, 10,000 of them, on a virtual clock. */
class OpenLoopTest {
  private static final long MICRO = 1000;
  private static final long MILLI = 1000 * MICRO;
  private static final Schedule SCHEDULE = new Schedule(1000, TimeUnit.SECONDS.toNanos(10));

  private final LatencyHistograms histograms = new LatencyHistograms(SCHEDULE);

  /**
   * Request 5000 + j falls due j ms after the stall begins and ends 100 ms + j * 10 us after it, so
   * its response time is 100 - 0.99 j ms, down to j = 100; request 5101 is on time. That makes 101
   * slow ones of 10,000: rank 9900 (p99) is the fastest of them, j = 100; rank 9990 (p99.9) is j =
   * 10, and rank 9999 (p99.99) is j = 1.
   */
  @Test
  void aStallCountsForEveryRequestThatItDelays() {
    run(OpenLoopTest::oneStall);

    Histogram response = total(LatencyMeasure.RESPONSE);
    assertThat(response.getTotalCount()).isEqualTo(10_000);
    assertPercentile(response, 90, 10 * MICRO);
    assertPercentile(response, 98.98, 10 * MICRO);
    assertPercentile(response, 99, MILLI);
    assertPercentile(response, 99.9, 90_100 * MICRO);
    assertPercentile(response, 99.99, 99_010 * MICRO);
    assertPercentile(response, 100, 100 * MILLI);
    assertThat(response.getCountBetweenValues(900 * MICRO, 200 * MILLI)).isEqualTo(101);
  }

  @Test
  void theServiceTimeOfAStallIsOneSlowRequest() {
    run(OpenLoopTest::oneStall);

    Histogram service = total(LatencyMeasure.SERVICE);
    assertThat(service.getTotalCount()).isEqualTo(10_000);
    assertPercentile(service, 99.99, 10 * MICRO);
    assertPercentile(service, 100, 100 * MILLI);
    assertThat(service.getCountBetweenValues(900 * MICRO, 200 * MILLI)).isEqualTo(1);
  }

  @Test
  void withoutAStallBothTimesAreTheSame() {
    run(request -> 10 * MICRO);

    assertThat(total(LatencyMeasure.RESPONSE)).isEqualTo(total(LatencyMeasure.SERVICE));
  }

  @Test
  void aStallThatIsMadeGoodLeavesTheRateHeld() {
    Pace pace = run(OpenLoopTest::oneStall);

    assertThat(pace.completed()).isEqualTo(10_000);
    assertThat(pace.achievedRate()).isEqualTo(1000);
    assertThat(pace.objection()).isEmpty();
  }

  @Test
  void aTargetTwiceTooSlowHasNotHeldTheRateAndIsNotWaitedFor() {
    Pace pace = run(request -> 2 * MILLI);

    assertThat(pace.objection()).contains("achieved 500 requests/s of 1000");
    assertThat(pace.elapsedNanos()).isBetween(10_000 * MILLI, 10_105 * MILLI);
  }

  @Test
  void aTargetALittleTooSlowEndsWithABacklog() {
    Pace pace = run(request -> 1005 * MICRO);

    assertThat(pace.completed()).isEqualTo(10_000);
    assertThat(pace.objection()).contains("a backlog from 0.0 s to the end at 10.0 s");
  }

  @Test
  void aTargetThatBecomesTooSlowEndsWithABacklogFromThenOn() {
    Pace pace = run(request -> request < 6000 ? 10 * MICRO : 1005 * MICRO);

    assertThat(pace.objection()).contains("a backlog from 6.0 s to the end at 10.0 s");
  }

  @Test
  void aPaceIsReadBackAsItWasWritten(@TempDir Path folder) throws IOException {
    Pace pace = run(OpenLoopTest::oneStall);

    ForkFolder fork = new ForkFolder(folder);
    fork.writeResult(pace);
    assertThat(fork.readResult(Pace.class)).isEqualTo(pace);
  }

  @Test
  void anIntervalHoldsTheRequestsThatWereMeantToStartInIt() {
    run(OpenLoopTest::oneStall);

    HistogramLogReader reader = reader();
    for (int second = 0; second < 10; second++) {
      for (LatencyMeasure measure : LatencyMeasure.values()) {
        Histogram interval = (Histogram) reader.nextIntervalHistogram();
        assertThat(interval.getTag()).isEqualTo("it." + measure.key());
        assertThat(interval.getStartTimeStamp()).isEqualTo(7000 + second * 1000L);
        assertThat(interval.getTotalCount()).isEqualTo(1000);
        assertThat(interval.getMaxValue() > MILLI).isEqualTo(second == 5);
      }
    }
    assertThat(reader.nextIntervalHistogram()).isNull();
  }

  @Test
  void aLongRunHasLongerIntervalsInsteadOfMore() {
    Schedule tenMinutes = new Schedule(10, TimeUnit.MINUTES.toNanos(10));
    LatencyHistograms ofTenMinutes = new LatencyHistograms(tenMinutes);
    new VirtualTarget(request -> MILLI).loop().run(tenMinutes, ofTenMinutes);

    assertThat(FakeLatencies.lines(ofTenMinutes, "it", 0)).hasSize(60 * 2);
  }

  @Test
  void theLoopAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    OpenLoop loop = new VirtualTarget(OpenLoopTest::oneStall).loop();
    loop.run(SCHEDULE, histograms);

    long before = threads.getThreadAllocatedBytes(self);
    loop.run(SCHEDULE, histograms);
    long allocated = threads.getThreadAllocatedBytes(self) - before;

    assertThat(allocated).as("bytes allocated by 10,000 requests").isLessThan(10_000);
  }

  private static long oneStall(long request) {
    return request == 5000 ? 100 * MILLI : 10 * MICRO;
  }

  private Pace run(LongUnaryOperator nanosByRequest) {
    return new VirtualTarget(nanosByRequest).loop().run(SCHEDULE, histograms);
  }

  private Histogram total(LatencyMeasure measure) {
    Histogram total = LatencyHistograms.newTotal();
    HistogramLogReader reader = reader();
    Histogram interval = (Histogram) reader.nextIntervalHistogram();
    while (interval != null) {
      if (interval.getTag().equals("it." + measure.key())) {
        total.add(interval);
      }
      interval = (Histogram) reader.nextIntervalHistogram();
    }
    return total;
  }

  private HistogramLogReader reader() {
    String log = String.join("\n", FakeLatencies.lines(histograms, "it", 7000)) + "\n";
    return new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertPercentile(Histogram histogram, double percentile, long nanos) {
    assertThat(histogram.getValueAtPercentile(percentile))
        .as("p" + percentile)
        .isCloseTo(nanos, within(nanos / 1000));
  }
}
