package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.state.Delay;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.libc.Binding;

/**
 * A {@link BenchmarkLoop} whose sends take longer by a known time, to see whether a comparison
 * finds that. The delay is inside: the base provider's {@code WSPSend} spends it before it hands
 * the call to the system. A loop without a delay is a plain {@link BenchmarkLoop}, so that nothing
 * is added to it.
 */
public final class DelayedLoop implements Loop {
  private final Loop loop;

  /**
   * Opens what the benchmark needs. Names stand for constants, whose types are not the caller's.
   *
   * @param benchmark the name of the benchmark's class and method, as JMH prints it
   * @param handle the name of the {@link HandleKind}
   * @param transport the name of the {@link Transport}
   * @param payload bytes of a message
   * @param depth number of layers
   * @param binding the name of the {@link Binding}
   * @param delayNanos by how much each send is slower, in nanoseconds, above 0
   * @throws IllegalArgumentException if there is no such benchmark or constant
   */
  public DelayedLoop(
      String benchmark,
      String handle,
      String transport,
      int payload,
      int depth,
      String binding,
      double delayNanos) {
    LayerStack stack =
        LayerStack.delayed(
            HandleKind.valueOf(handle),
            Transport.valueOf(transport),
            depth,
            Binding.valueOf(binding),
            Delay.of(delayNanos));
    loop = new BenchmarkLoop(stack, benchmark, payload);
  }

  @Override
  public void run(int times) {
    loop.run(times);
  }

  @Override
  public void close() {
    loop.close();
  }
}
