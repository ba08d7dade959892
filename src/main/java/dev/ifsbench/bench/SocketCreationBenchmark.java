package dev.ifsbench.bench;

import dev.ifsbench.bench.state.CreationState;
import dev.ifsbench.bench.state.ListenerState;
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
 * The cost of a socket's life without any traffic: where a layer announces the handle, or makes one
 * of its own, and releases it. Each layer adds to it, so {@code -p depth=0,1,2,3,4,5,6} shows the
 * cost of one more.
 *
 * <p>{@link UpcallBenchmark} times the upcalls that this is made of, one by one.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SocketCreationBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public SocketCreationBenchmark() {}

  /**
   * {@code WSASocketW} and {@code closesocket}.
   *
   * @param state the entry to create sockets through
   */
  @Benchmark
  public void socket(CreationState state) {
    state.createAndClose();
  }

  /**
   * {@code accept}, and {@code closesocket} of the accepted socket, by one thread that also plays
   * the peer: creates a socket, connects it and closes it. The peer is the base provider's for
   * every kind, so its share is the same for all.
   *
   * <p>The peer closes first, and over TCP abortively ({@code SO_LINGER} of 0, one more system
   * call): after an orderly close each connection would stay in TIME_WAIT for a minute, and the
   * loopback would be out of ports within seconds.
   *
   * @param state the listening socket
   */
  @Benchmark
  @Transports(
      value = {
        Transport.TCP,
        Transport.TCP6,
        Transport.UNIX,
        Transport.NONE,
      },
      because = "datagram sockets accept no connections")
  public void accept(ListenerState state) {
    state.acceptAndClose();
  }
}
