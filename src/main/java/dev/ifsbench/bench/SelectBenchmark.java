package dev.ifsbench.bench;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.SelectState;
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
 * The cost of asking once, by {@code select} with a time-out of zero, which of many handles are
 * ready; the assignment of the set that is asked for is part of it, as {@code select} overwrites
 * it.
 *
 * <p>A pass-through layer leaves the whole call to the base provider; a wrapping one translates
 * every handle of the sets on the way down and up. It takes 64 handles in a call and refuses more
 * with {@code WSAENOBUFS}. So for {@link HandleKind#WRAPPED} an operation with more handles is
 * several calls, as it is for an application over such a layer, and for the other kinds one.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SelectBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  private static final String ALL_READY =
      "it finds every handle ready; use SelectBenchmark.allWritable";

  /** Constructor for JMH. */
  public SelectBenchmark() {}

  /**
   * None of the handles can be read.
   *
   * @param state the handles
   * @return 0
   */
  @Benchmark
  @Transports(
      value = {Transport.TCP, Transport.TCP6, Transport.UDP, Transport.UDP6, Transport.UNIX},
      because = ALL_READY)
  public int nothingReadable(SelectState state) {
    return state.readableOfSilent();
  }

  /**
   * The first of the handles can be read.
   *
   * @param state the handles
   * @return 1
   */
  @Benchmark
  @Transports(
      value = {Transport.TCP, Transport.TCP6, Transport.UDP, Transport.UDP6, Transport.UNIX},
      because = ALL_READY)
  public int oneReadable(SelectState state) {
    return state.readableOfOneThatTalks();
  }

  /**
   * All of the handles can be written.
   *
   * @param state the handles
   * @return how many handles there are
   */
  @Benchmark
  public int allWritable(SelectState state) {
    return state.writable();
  }
}
