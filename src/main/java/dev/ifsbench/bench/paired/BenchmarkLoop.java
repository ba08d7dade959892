package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.ReceiveBenchmark;
import dev.ifsbench.bench.SendBenchmark;
import dev.ifsbench.bench.SendReceiveBenchmark;
import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.BothWaysState;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.OneWayState;
import dev.ifsbench.bench.state.PairState;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.libc.Binding;

/**
 * A benchmark's method as a {@link Loop}, without JMH around it, so that several kinds of handle
 * can take turns in one JVM. It is the same method over the same state as JMH runs.
 */
public final class BenchmarkLoop implements Loop {
  /** A benchmark's method with its state. */
  private interface Invocation {
    void run();
  }

  private final LayerStack stack;
  private final PairState state;
  private final Invocation invocation;
  private final int operations;
  private int left;

  /**
   * Opens what the benchmark needs. Names stand for constants, whose types are not the caller's.
   *
   * @param benchmark the name of the benchmark's class and method, as JMH prints it
   * @param handle the name of the {@link HandleKind}, or of an entry as in {@code entry:1001}
   * @param transport the name of the {@link Transport}
   * @param payload bytes of a message
   * @param depth number of layers
   * @param binding the name of the {@link Binding}
   * @throws IllegalArgumentException if there is no such benchmark or constant
   */
  public BenchmarkLoop(
      String benchmark, String handle, String transport, int payload, int depth, String binding) {
    this(
        LayerStack.started(handle, Transport.valueOf(transport), depth, Binding.valueOf(binding)),
        benchmark,
        payload);
  }

  /**
   * Opens what the benchmark needs.
   *
   * @param stack over which, started; it is stopped when this loop is closed
   * @param benchmark the name of the benchmark's class and method, as JMH prints it
   * @param payload bytes of a message
   * @throws IllegalArgumentException if there is no such benchmark
   */
  BenchmarkLoop(LayerStack stack, String benchmark, int payload) {
    this.stack = stack;
    switch (benchmark) {
      case "dev.ifsbench.bench.SendBenchmark.send" -> {
        OneWayState oneWay = oneWay(payload);
        SendBenchmark sends = new SendBenchmark();
        state = oneWay;
        invocation = () -> sends.send(oneWay);
        operations = Batch.SIZE;
      }
      case "dev.ifsbench.bench.ReceiveBenchmark.receive" -> {
        OneWayState oneWay = oneWay(payload);
        ReceiveBenchmark receives = new ReceiveBenchmark();
        state = oneWay;
        invocation = () -> receives.receive(oneWay);
        operations = Batch.SIZE;
      }
      case "dev.ifsbench.bench.SendReceiveBenchmark.sendReceive" -> {
        BothWaysState bothWays = new BothWaysState();
        bothWays.payload = payload;
        bothWays.setUp(stack);
        SendReceiveBenchmark both = new SendReceiveBenchmark();
        state = bothWays;
        invocation = () -> both.sendReceive(bothWays);
        operations = 1;
      }
      default -> throw new IllegalArgumentException("no loop for the benchmark " + benchmark);
    }
  }

  private OneWayState oneWay(int payload) {
    OneWayState oneWay = new OneWayState();
    oneWay.payload = payload;
    oneWay.setUp(stack);
    return oneWay;
  }

  /**
   * Runs a number of operations. A batch has several; what is left of one counts for the next call.
   */
  @Override
  public void run(int times) {
    left += times;
    while (left > 0) {
      invocation.run();
      left -= operations;
    }
  }

  @Override
  public void close() {
    state.close();
    stack.stop();
  }
}
