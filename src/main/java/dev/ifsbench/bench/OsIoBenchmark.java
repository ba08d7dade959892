package dev.ifsbench.bench;

import dev.ifsbench.bench.state.BothWaysState;
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
 * The cost of the operating system's own I/O on each kind of handle: one {@code WriteFile} and the
 * {@code ReadFile} of the same message, against one {@code WSASend} and {@code WSARecv}. One thread
 * holds both ends, as in {@link SendReceiveBenchmark}.
 *
 * <p>On an operating system's handle, {@code BASE} and both {@code PASS_THROUGH} kinds, {@code
 * WriteFile} is a system call on the socket, and no layer sees it. On {@code WRAPPED} the system
 * hands the request to the handle's owner and the outcome back: each call has two wake-ups of a
 * thread of the runtime's in it, which is what using such a handle in this way costs. The runtime
 * does it with Linux's means; the figure says what kind of cost it is, not what Windows's own
 * redirector takes.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Transports(
    value = {Transport.TCP, Transport.TCP6, Transport.UDP, Transport.UDP6, Transport.UNIX},
    because = "there is no kernel to read from or write to")
public class OsIoBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public OsIoBenchmark() {}

  /**
   * Sends a message and receives it, through the dispatcher.
   *
   * @param state the pair
   */
  @Benchmark
  public void wsaSendRecv(BothWaysState state) {
    state.near().send(state.payload);
    state.far().receiveFully(state.payload);
  }

  /**
   * Writes a message and reads it, by the operating system.
   *
   * @param state the pair
   */
  @Benchmark
  public void writeReadFile(BothWaysState state) {
    state.near().writeFile(state.payload);
    state.far().readFileFully(state.payload);
  }
}
