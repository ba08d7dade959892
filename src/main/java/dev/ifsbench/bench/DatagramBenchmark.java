package dev.ifsbench.bench;

import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.Transports;
import dev.ifsbench.bench.state.technique.DatagramState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of sending a datagram to an address and receiving it with its sender's, by one thread:
 * {@code WSASendTo} and {@code WSARecvFrom}, which Ws2_32.dll routes by the handle, against {@code
 * WSASendMsg} and {@code WSARecvMsg}, which the application calls by a pointer that it got from the
 * socket's provider. Neither has control data. The sockets are not connected.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Transports(
    value = {Transport.UDP, Transport.UDP6},
    because = "it has no datagrams")
public class DatagramBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public DatagramBenchmark() {}

  /**
   * {@code WSASendTo} and {@code WSARecvFrom}.
   *
   * @param state the sockets
   */
  @Benchmark
  public void sendToReceiveFrom(DatagramState state) {
    state.sendToReceiveFrom();
  }

  /**
   * {@code WSASendMsg} and {@code WSARecvMsg}.
   *
   * @param state the sockets
   */
  @Benchmark
  public void sendMsgReceiveMsg(DatagramState state) {
    state.sendMsgReceiveMsg();
  }
}
