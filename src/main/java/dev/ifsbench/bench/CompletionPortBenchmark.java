package dev.ifsbench.bench;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.technique.CompletionPortState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of one overlapped send and one overlapped receive of the same message by way of a
 * completion port, as a program with one thread makes them. The message is there when the receive
 * begins, so that the base provider ends both at once: {@code -p skip=ON} then has no packet to
 * take, which {@code skip=OFF} has. A wrapping layer cannot end an operation at once; it announces
 * each at the port, from a thread of its own, whatever {@code skip} is. So the difference between
 * the two on {@code BASE} is the price of not being able to skip, and that between {@code BASE}
 * with {@code ON} and {@code WRAPPED} the price of a wrapped handle.
 *
 * <p>{@code -p batch} is the number of operations that are begun before the port is asked, and of
 * packets that are taken in one call of {@code GetQueuedCompletionStatusEx}: a batch shares one
 * wake-up.
 *
 * <p>On Linux the port is this project's own; the sockets below are real.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class CompletionPortBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public CompletionPortBenchmark() {}

  /**
   * Sends and receives {@value Batch#SIZE} messages.
   *
   * @param state the pair and its port
   */
  @Benchmark
  @OperationsPerInvocation(Batch.SIZE)
  public void sendReceive(CompletionPortState state) {
    state.sendReceive();
  }
}
