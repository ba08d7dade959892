package dev.ifsbench.bench;

import dev.ifsbench.bench.state.FloorState;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LinuxOnly;
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
 * What lies below every figure: one send and one receive of the same message by one thread, on the
 * base provider's descriptors, from three heights.
 *
 * <ul>
 *   <li>{@link #binding}: the two system calls through the native binding, and nothing else.
 *   <li>{@link #sockets}: with the system's sockets behind Winsock's numbers: error translation,
 *       and the count of calls in flight that keeps a closed descriptor's number from being reused
 *       under a call.
 *   <li>{@link #dispatcher}: with the dispatcher and the base provider, as {@link
 *       SendReceiveBenchmark} times {@link HandleKind#BASE}.
 * </ul>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@LinuxOnly(because = "it times Linux's C library")
@Transports(
    value = {Transport.TCP, Transport.TCP6, Transport.UDP, Transport.UDP6, Transport.UNIX},
    because = "it makes no system calls to be timed")
public class NativeFloorBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public NativeFloorBenchmark() {}

  /**
   * The binding alone.
   *
   * @param state the pair
   */
  @Benchmark
  public void binding(FloorState state) {
    state.sendReceiveByBinding();
  }

  /**
   * The system's sockets.
   *
   * @param state the pair
   */
  @Benchmark
  public void sockets(FloorState state) {
    state.sendReceiveBySockets();
  }

  /**
   * The dispatcher and the base provider.
   *
   * @param state the pair
   */
  @Benchmark
  public void dispatcher(FloorState state) {
    state.sendReceiveByDispatcher();
  }
}
