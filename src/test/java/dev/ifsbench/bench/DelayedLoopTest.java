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
    assertThat(medianDifference(task(SEND_RECEIVE), DELAY_NANOS))
        .isBetween(0.8 * DELAY_NANOS, 1.5 * DELAY_NANOS);
  }

  @Test
  void everySendOfABatchIsDelayed() {
    assertThat(medianDifference(task(SEND), DELAY_NANOS))
        .isBetween(0.8 * DELAY_NANOS, 1.5 * DELAY_NANOS);
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

  private static double medianDifference(PairedTask task, double delayNanos) {
    try (Loop plain = PairedFork.loop(task, side(0));
        Loop slowed = PairedFork.loop(task, side(delayNanos))) {
      double[][] times =
          new InterleavedBlocks(List.of(plain, slowed), 10_000_000, new Random(1))
              .measure(300_000_000, 600_000_000);
      double[] differences = new double[times[0].length];
      Arrays.setAll(differences, i -> times[1][i] - times[0][i]);
      Arrays.sort(differences);
      return differences[differences.length / 2];
    }
  }

  private static Side side(double delayNanos) {
    return new Side("BASE", Binding.JNA, null, delayNanos);
  }

  private static PairedTask task(String benchmark) {
    return new PairedTask(benchmark, "UNIX", 64, 1, List.of(), 0, 0, 1);
  }
}
