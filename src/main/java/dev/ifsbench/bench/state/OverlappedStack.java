package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.NativeSockets;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A {@link LayerStack} whose pending operations are completed by a chosen {@link Engine}. */
@State(Scope.Benchmark)
public class OverlappedStack extends LayerStack {
  /** What completes pending operations. */
  @Param("DEFAULT")
  public Engine engine;

  /** Constructor for JMH, which fills in the parameters. */
  public OverlappedStack() {}

  @Override
  NativeSockets newSockets() {
    if (!transport.isReal()) {
      return super.newSockets();
    }
    NativeSockets sockets = engine.systemSockets(binding);
    if (engine == Engine.DEFAULT) {
      // JMH prints what a fork prints.
      System.out.println("# Completion engine: " + sockets.overlapped().engine());
    }
    return sockets;
  }
}
