package dev.ifsbench.bench.paired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.SendReceiveBenchmark;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.sockets.libc.Binding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelayedLoopTest {
  private static final String SEND_RECEIVE = SendReceiveBenchmark.class.getName() + ".sendReceive";

  @Test
  void aDelayedSideRunsTheSameBenchmarkBehindASlowerSend() {
    try (Loop slowed = PairedFork.loop(task(SEND_RECEIVE), side(100))) {
      assertThat(slowed.getClass()).hasToString(DelayedLoop.class.toString());
      slowed.run(10);
    }
  }

  @Test
  void sidesWithoutADelayRunTheSameCodeInClassesOfTheirOwn() {
    try (Loop one = PairedFork.loop(task(SEND_RECEIVE), side(0));
        Loop other = PairedFork.loop(task(SEND_RECEIVE), side(0))) {
      assertThat(one.getClass())
          .isNotSameAs(other.getClass())
          .hasToString(BenchmarkLoop.class.toString())
          .hasToString(other.getClass().toString());
    }
  }

  private static Side side(double delayNanos) {
    return new Side("BASE", Binding.JNA, null, delayNanos);
  }

  private static PairedTask task(String benchmark) {
    return new PairedTask(benchmark, Local.stream().name(), 64, 1, List.of(), 0, 0, 1);
  }
}
