package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.NativeSockets;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A {@link LayerStack} whose pending operations an {@link Engine} of one's choice carries on. */
@State(Scope.Benchmark)
public class OverlappedStack extends LayerStack {
  /** What carries pending operations on. */
  @Param("DEFAULT")
  public Engine engine;

  /** Makes one to be filled in by JMH. */
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
