package dev.ifsbench.bench;

import dev.ifsbench.bench.state.Caller;
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
 * The cost of the dispatcher: finding the provider of a handle, and calling through its procedure
 * table.
 *
 * <p>The base provider returns at once without a system call. {@link #dispatched} less {@link
 * #direct} is the dispatcher. One handle is used again and again, so that its entry is in the
 * processor's nearest cache, as it is for an application that is busy with one socket; {@link
 * #dispatchedAtRandom} goes from handle to handle, and shows with a large table what the memory
 * behind the entries costs.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class DispatcherBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public DispatcherBenchmark() {}

  /**
   * The base provider's {@code WSPSend}, called with no dispatcher above.
   *
   * @param caller the thread's arguments
   * @return the call's result
   */
  @Benchmark
  public int direct(Caller caller) {
    return caller.sendDirectly();
  }

  /**
   * The same through {@code WSASend}.
   *
   * @param caller the thread's arguments
   * @return the call's result
   */
  @Benchmark
  public int dispatched(Caller caller) {
    return caller.send();
  }

  /**
   * The same, each time with another handle.
   *
   * @param caller the thread's arguments
   * @return the call's result
   */
  @Benchmark
  public int dispatchedAtRandom(Caller caller) {
    return caller.sendToNextVisit();
  }
}
