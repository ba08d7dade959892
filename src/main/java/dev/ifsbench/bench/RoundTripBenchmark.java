package dev.ifsbench.bench;

import dev.ifsbench.bench.state.EchoState;
import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.Transports;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of a round trip: this thread sends a message, another thread receives it and sends it
 * back, this thread receives it. Most of it is the two wake-ups, which no kind of handle changes;
 * {@link SendReceiveBenchmark} is without them. Not for {@link Transport#NONE}, over which nothing
 * comes back.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Transports(
    value = {Transport.TCP, Transport.TCP6, Transport.UDP, Transport.UDP6, Transport.UNIX},
    because = "nothing comes back over it")
public class RoundTripBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public RoundTripBenchmark() {}

  /**
   * One round trip.
   *
   * @param state the pair and its echo
   */
  @Benchmark
  public void roundTrip(EchoState state) {
    state.near().send(state.payload);
    state.near().receiveFully(state.payload);
  }
}
