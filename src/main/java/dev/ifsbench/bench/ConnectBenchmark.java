package dev.ifsbench.bench;

import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.Transports;
import dev.ifsbench.bench.state.technique.ConnectExState;
import dev.ifsbench.bench.state.technique.ConnectState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of a new connection, from the socket to its close: {@code connect} against {@code
 * ConnectEx}, which needs a bound socket, a completion port and {@code SO_UPDATE_CONNECT_CONTEXT}.
 * The listening socket is the base provider's for every kind of handle, and one thread does both
 * sides' calls.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class ConnectBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public ConnectBenchmark() {}

  /**
   * {@code connect}.
   *
   * @param state the listening socket
   */
  @Benchmark
  @Transports(
      value = {Transport.TCP, Transport.TCP6, Transport.UNIX, Transport.NONE},
      because = "datagram sockets do not listen")
  public void connect(ConnectState state) {
    state.connect();
  }

  /**
   * {@code bind} and {@code ConnectEx}, with a port and the connection's context.
   *
   * @param state the listening socket, and the function
   */
  @Benchmark
  @Transports(
      value = {Transport.TCP, Transport.TCP6},
      because = "ConnectEx is for TCP here: it needs a bound socket")
  public void connectEx(ConnectExState state) {
    state.connect();
  }
}
