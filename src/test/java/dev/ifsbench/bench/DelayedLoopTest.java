package dev.ifsbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.Binding;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DelayedLoopTest {
  private static final double DELAY_NANOS = 5_000;
  private static final String SEND = SendBenchmark.class.getName() + ".send";
  private static final String SEND_RECEIVE = SendReceiveBenchmark.class.getName() + ".sendReceive";

  @Test
  void aDelayedSideTakesLongerByTheDelay() {
    assertThat(leastDifference(task(SEND_RECEIVE), DELAY_NANOS))
        .isBetween(0.7 * DELAY_NANOS, 2 * DELAY_NANOS);
  }

  @Test
  void everySendOfABatchIsDelayed() {
    assertThat(leastDifference(task(SEND), DELAY_NANOS))
        .isBetween(0.7 * DELAY_NANOS, 2 * DELAY_NANOS);
  }

  @Test
  void receivingIsNotDelayed() {
    LayerStack stack =
        LayerStack.delayed(HandleKind.BASE, Transport.UNIX, 1, Binding.JNA, Delay.of(20_000_000));
    BothWaysState state = new BothWaysState();
    state.payload = 64;
    state.setUp(stack);
    state.near().send(64);

    long start = System.nanoTime();
    state.far().receiveFully(64);

    assertThat(System.nanoTime() - start).isLessThan(10_000_000);
    state.close();
    stack.stop();
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

  private static double leastDifference(PairedTask task, double delayNanos) {
    try (Loop plain = PairedFork.loop(task, side(0));
        Loop slowed = PairedFork.loop(task, side(delayNanos))) {
      double[][] times =
          new InterleavedBlocks(List.of(plain, slowed), 10_000_000, new Random(1))
              .measure(1_000_000_000, 1_000_000_000);
      // Whatever else the machine does only adds.
      return Arrays.stream(times[1]).min().orElseThrow()
          - Arrays.stream(times[0]).min().orElseThrow();
    }
  }

  private static Side side(double delayNanos) {
    return new Side("BASE", Binding.JNA, null, delayNanos);
  }

  private static PairedTask task(String benchmark) {
    return new PairedTask(benchmark, "UNIX", 64, 1, List.of(), 0, 0, 1);
  }
}
