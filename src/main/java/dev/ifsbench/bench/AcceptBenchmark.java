package dev.ifsbench.bench;

import dev.ifsbench.bench.state.ListenerState;
import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.Transports;
import dev.ifsbench.bench.state.technique.AcceptState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of taking a connection off a listening socket, and of closing it: {@code accept} against
 * {@code AcceptEx}, which needs a socket to begin with, a completion port and {@code
 * SO_UPDATE_ACCEPT_CONTEXT}. One thread also plays the peer, a socket of the base provider's for
 * every kind of handle, which it opens, connects and closes.
 *
 * <p>In {@link #acceptEx} the call is pending when the peer connects, as in a server that waits: a
 * thread of the system ends it, whose wake-up is in the time. In {@link #acceptExOfWaiting} the
 * connection is there, and the base provider ends the call at once; a wrapping layer cannot.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class AcceptBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public AcceptBenchmark() {}

  /**
   * {@code accept}.
   *
   * @param state the listening socket
   */
  @Benchmark
  @Transports(
      value = {Transport.TCP, Transport.TCP6, Transport.UNIX, Transport.NONE},
      because = "datagram sockets do not listen")
  public void accept(ListenerState state) {
    state.acceptAndClose();
  }

  /**
   * {@code AcceptEx}, and then the peer connects.
   *
   * @param state the listening socket
   */
  @Benchmark
  @Transports(
      value = {Transport.TCP, Transport.TCP6, Transport.UNIX},
      because = "it has no AcceptEx")
  public void acceptEx(AcceptState state) {
    state.acceptBeforePeer();
  }

  /**
   * {@code AcceptEx} of a connection that waits for it.
   *
   * @param state the listening socket
   */
  @Benchmark
  @Transports(
      value = {Transport.TCP, Transport.TCP6, Transport.UNIX},
      because = "it has no AcceptEx")
  public void acceptExOfWaiting(AcceptState state) {
    state.acceptAfterPeer();
  }
}
