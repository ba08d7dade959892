package dev.ifsbench.bench;

import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.Transports;
import dev.ifsbench.bench.state.technique.BaseHandleWait;
import dev.ifsbench.bench.state.technique.EventWait;
import dev.ifsbench.bench.state.technique.PollWait;
import dev.ifsbench.bench.state.technique.SelectWait;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of a byte that comes on one of many connections, each time on another: it is sent, the
 * server waits until it is notified, finds out which connection it is, and receives it. One thread
 * does both sides, so the byte is there when the server asks, and no wait is measured; what is the
 * same for all methods is the send, and the receive on the kind of handle.
 *
 * <p>A call that asks about many sockets takes time for each. {@code FD_SETSIZE} is how many
 * handles fit into a program's {@code fd_set}, 64 unless it is compiled with another number; the
 * base provider takes a set of any size, and so does a layer that passes handles through. A
 * wrapping layer has sets of 64 of its own for the handles below, and refuses more with {@code
 * WSAENOBUFS}: there {@code select} of more handles is several calls. {@code WSAPoll} has no such
 * limit. An event object can stand for all sockets, each of which is then asked; no more than 64
 * objects can be waited for at once.
 *
 * <p>On Linux one thread of this project's runtime looks for network events, and wakes the one that
 * waits; that is in {@link #eventSelect}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Transports(
    value = {Transport.TCP, Transport.TCP6, Transport.UDP, Transport.UDP6, Transport.UNIX},
    because = "nothing ever comes there")
public class PollBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public PollBenchmark() {}

  /**
   * {@code select}.
   *
   * @param state the connections
   * @return the one on which the byte came
   */
  @Benchmark
  public int select(SelectWait state) {
    return state.message();
  }

  /**
   * {@code WSAPoll}.
   *
   * @param state the connections
   * @return the one on which the byte came
   */
  @Benchmark
  public int wsaPoll(PollWait state) {
    return state.message();
  }

  /**
   * {@code WSAEventSelect}, {@code WSAWaitForMultipleEvents} and {@code WSAEnumNetworkEvents}.
   *
   * @param state the connections
   * @return the one on which the byte came
   */
  @Benchmark
  public int eventSelect(EventWait state) {
    return state.message();
  }

  /**
   * {@code WSAPoll} of the base provider's handles, as {@code SIO_BASE_HANDLE} gives them; the byte
   * is received on the program's own.
   *
   * @param state the connections
   * @return the one on which the byte came
   */
  @Benchmark
  public int baseHandlePoll(BaseHandleWait state) {
    return state.message();
  }
}
