package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.libc.Binding;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A base provider and a wrapping layer, whose upcalls the threads of a benchmark make. */
@State(Scope.Benchmark)
public class UpcallStack {
  /** What the sockets are; what is not real has no kernel object behind a created handle. */
  @Param({"TCP", "NONE"})
  public Transport transport;

  private LayerStack stack;

  /** Constructor for JMH, which fills in the parameters. */
  public UpcallStack() {}

  /** Installs the providers, and starts Winsock. */
  @Setup(Level.Trial)
  public void setUp() {
    stack = LayerStack.started(HandleKind.WRAPPED, transport, 1, Binding.JNA);
  }

  /** Ends Winsock. */
  @TearDown(Level.Trial)
  public void tearDown() {
    stack.stop();
  }

  LayerStack stack() {
    return stack;
  }
}
