package dev.ifsbench.bench;

import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.UpcallState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of each upcall that deals in handles, called through the upcall table as providers get
 * it, with no Flight Recorder on ({@link TracingOverheadBenchmark} has it).
 *
 * <p>Each thread has handles of its own; threads share the handle table. Over {@link
 * Transport#NONE} there are no system calls. On a real system a created handle has a kernel object
 * behind it, whose making and closing is most of {@link #createAndClose}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class UpcallBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public UpcallBenchmark() {}

  /**
   * {@code WPUModifyIFSHandle}, by the provider that the handle has already: a new entry takes the
   * place of an equal one.
   *
   * @param state the handles
   * @return the handle
   */
  @Benchmark
  public long modify(UpcallState state) {
    return state.modify();
  }

  /**
   * {@code WPUCreateSocketHandle} and {@code WPUCloseSocketHandle}.
   *
   * @param state the handles
   */
  @Benchmark
  public void createAndClose(UpcallState state) {
    state.createAndClose();
  }

  /**
   * {@code WPUQuerySocketHandleContext}.
   *
   * @param state the handles
   * @return the context
   */
  @Benchmark
  public Object query(UpcallState state) {
    return state.query();
  }
}
