package dev.ifsbench.bench;

import dev.ifsbench.bench.state.OverlappedState;
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
 * The cost of one overlapped send and the overlapped receive of the same message, by one thread
 * that holds both ends, with the notices of both ends.
 *
 * <p>In {@link #receiveFirst} the receive has to wait for its data: a thread of the system carries
 * it on and announces its end, so that two wake-ups are in the time. In {@link #sendFirst} the data
 * is there when the receive begins, and the base provider ends it at once; a wrapping layer cannot,
 * for it has to see the end first, on a thread of its own. Most of what a wrapping layer costs here
 * is that thread's wake-up.
 *
 * <p>On Linux this project's runtime plays the kernel's part: the completion engine and the port
 * are its own. The sockets and the system calls below are real. {@code -p engine} chooses what
 * carries pending operations on; left alone it is the system's first choice, which each fork
 * prints.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class OverlappedBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public OverlappedBenchmark() {}

  /**
   * The receive is pending when the message is sent.
   *
   * @param state the pair
   */
  @Benchmark
  public void receiveFirst(OverlappedState state) {
    state.farEnd().beginReceive(state.payload);
    state.nearEnd().beginSend(state.payload);
    state.nearEnd().await();
    finishReceive(state);
  }

  /**
   * The message is there when the receive begins.
   *
   * @param state the pair
   */
  @Benchmark
  public void sendFirst(OverlappedState state) {
    state.nearEnd().beginSend(state.payload);
    state.nearEnd().await();
    state.farEnd().beginReceive(state.payload);
    finishReceive(state);
  }

  /**
   * As {@link #receiveFirst}, by {@code WSASendTo} and {@code WSARecvFrom}. On a stream they are
   * the same as without addresses.
   *
   * @param state the pair
   */
  @Benchmark
  @Transports(
      value = {Transport.TCP, Transport.TCP6, Transport.UDP, Transport.UDP6, Transport.UNIX},
      because = "it has no addresses")
  public void receiveFromFirst(OverlappedState state) {
    state.farEnd().beginReceiveFrom(state.payload);
    state.nearEnd().beginSendTo(state.payload, state.farName());
    state.nearEnd().await();
    finishReceive(state);
  }

  private static void finishReceive(OverlappedState state) {
    int left = state.payload - state.farEnd().await();
    while (left > 0) {
      state.farEnd().beginReceive(left);
      left -= state.farEnd().await();
    }
  }
}
