package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.bench.latency.Schedule;
import dev.ifsbench.track.environment.ForkFlags;
import org.junit.jupiter.api.Test;

class LatencyForksTest {
  private static final Schedule SCHEDULE = new Schedule(100, 100_000_000);

  private final LatencyForks forks = new LatencyForks(SCHEDULE, SCHEDULE, 0, ForkFlags.ofThisJvm());

  @Test
  void aForkThatFailsSaysWhyInOneLineAndKeepsTheRestInItsLog() {
    BenchmarkId tooLarge = FakeForks.roundTrip("UDP", 65536, 1, "BASE");

    assertThatThrownBy(() -> forks.run(tooLarge))
        .isInstanceOfSatisfying(
            ForkFailedException.class,
            e -> {
              assertThat(e.getMessage()).startsWith("send failed: ").contains("WSAEMSGSIZE");
              assertThat(e.getMessage()).hasLineCount(1);
              assertThat(e.log()).contains("\tat ");
            });
  }
}
