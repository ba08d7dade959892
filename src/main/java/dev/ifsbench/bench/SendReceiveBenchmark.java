package dev.ifsbench.bench;

import dev.ifsbench.bench.state.BothWaysState;
import dev.ifsbench.bench.state.ParentWatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of one send and the receive of the same message, by one thread that holds both ends: no
 * wake-up is in the way, and both calls go through the kind of handle that is measured.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SendReceiveBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public SendReceiveBenchmark() {}

  /**
   * Sends a message and receives it.
   *
   * @param state the pair
   */
  @Benchmark
  public void sendReceive(BothWaysState state) {
    state.near().send(state.payload);
    state.far().receiveFully(state.payload);
  }
}
