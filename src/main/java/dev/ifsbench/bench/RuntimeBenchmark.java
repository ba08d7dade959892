package dev.ifsbench.bench;

import dev.ifsbench.bench.runtimes.DotNetEcho;
import dev.ifsbench.bench.runtimes.GoEcho;
import dev.ifsbench.bench.runtimes.LibuvEcho;
import dev.ifsbench.bench.runtimes.MioEcho;
import dev.ifsbench.bench.runtimes.OpenJdkChannelEcho;
import dev.ifsbench.bench.runtimes.OpenJdkSelectorEcho;
import dev.ifsbench.bench.runtimes.OpenJdkSocketEcho;
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
 * An echo of one message as runtimes do it: the client sends, the server, by the runtime's sequence
 * of calls, receives and sends it back, the client receives. One thread does both sides; the
 * client's calls are plain ones on the base provider's handle, and the same for every runtime and
 * kind of handle.
 *
 * <p>What is measured is the calls that each runtime makes on its socket, and what a kind of handle
 * makes of them; not the runtime: its scheduler, its locks and its buffers are not here. The
 * sequences are facts from the public sources of libuv, Go, .NET, mio, wepoll and OpenJDK, and each
 * state says what it does. Those that poll use {@code WSAPoll} on the escaped base handle where the
 * runtime uses a call of the kernel's that is not public.
 *
 * <p>With {@code -p order=READ_FIRST} the server waits when the request comes. On Linux this
 * project's runtime plays the kernel's part in ending what is pending, by a thread whose wake-up is
 * then in the time of those that use a port.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Transports(
    value = {Transport.TCP, Transport.TCP6, Transport.UNIX},
    because = "an echo needs a real stream")
public class RuntimeBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public RuntimeBenchmark() {}

  /**
   * libuv.
   *
   * @param state the connection
   */
  @Benchmark
  public void libuv(LibuvEcho state) {
    state.echo();
  }

  /**
   * Go.
   *
   * @param state the connection
   */
  @Benchmark
  public void go(GoEcho state) {
    state.echo();
  }

  /**
   * .NET.
   *
   * @param state the connection
   */
  @Benchmark
  public void dotNet(DotNetEcho state) {
    state.echo();
  }

  /**
   * mio, and tokio over it.
   *
   * @param state the connection
   */
  @Benchmark
  public void mio(MioEcho state) {
    state.echo();
  }

  /**
   * OpenJDK's {@code Selector}, which is wepoll.
   *
   * @param state the connection
   */
  @Benchmark
  public void openJdkSelector(OpenJdkSelectorEcho state) {
    state.echo();
  }

  /**
   * OpenJDK's {@code AsynchronousSocketChannel}.
   *
   * @param state the connection
   */
  @Benchmark
  public void openJdkChannel(OpenJdkChannelEcho state) {
    state.echo();
  }

  /**
   * OpenJDK's {@code Socket}.
   *
   * @param state the connection
   */
  @Benchmark
  public void openJdkSocket(OpenJdkSocketEcho state) {
    state.echo();
  }
}
