package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Range;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.sockets.libc.Binding;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A {@link LayerStack} whose transport has datagrams by default. */
@State(Scope.Benchmark)
public class DatagramStack {
  /** The kind of handle that sockets get. */
  @Param({"BASE", "PASS_THROUGH", "PASS_THROUGH_INTERCEPTING", "WRAPPED"})
  public HandleKind handle;

  /** What carries the data. */
  @Param("UDP")
  public Transport transport;

  /** How many layers there are. */
  @Param("1")
  @Range(min = 0, max = LayerInstaller.MAX_LAYERS)
  public int depth;

  /** How Java reaches C. */
  @Param("JNA")
  public Binding binding;

  private LayerStack stack;

  /** Constructor for JMH, which fills in the parameters. */
  public DatagramStack() {}

  /** Installs the providers, and starts Winsock. */
  @Setup(Level.Trial)
  public void setUp() {
    stack = LayerStack.started(handle, transport, depth, binding);
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
