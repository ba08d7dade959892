package dev.ifsbench.bench;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.Endpoint;
import dev.ifsbench.bench.state.OneWayState;
import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.Transports;
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
 * The cost of one receive of data that is there already.
 *
 * <p>One thread holds both ends, so that no wake-up is in the way. The far end sends what {@value
 * Batch#SIZE} messages hold in as few sends as it can (one for 64 messages of up to 1 KiB), and the
 * near end receives them one by one: each figure has a share of that send in it. The far end is the
 * base provider's for every kind, so the share is the same for all. Sample time is the time of a
 * batch divided by its messages.
 *
 * <p>Only streams: a datagram must be sent one by one, see {@link SendReceiveBenchmark}.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Transports(
    value = {Transport.TCP, Transport.TCP6, Transport.UNIX, Transport.NONE},
    because =
        "a datagram is sent and received one by one, so that one direction cannot be timed alone; use"
            + " SendReceiveBenchmark")
public class ReceiveBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Constructor for JMH. */
  public ReceiveBenchmark() {}

  /**
   * Receives a batch, in runs that fit the socket's buffer.
   *
   * @param state the pair
   */
  @Benchmark
  @OperationsPerInvocation(Batch.SIZE)
  public void receive(OneWayState state) {
    Endpoint near = state.near();
    Endpoint far = state.far();
    int payload = state.payload;
    int messages = state.batch().messagesPerRun();
    for (int run = state.batch().runs(); run > 0; run--) {
      far.send(messages * payload);
      for (int i = 0; i < messages; i++) {
        near.receiveFully(payload);
      }
    }
  }
}
