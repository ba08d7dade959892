package dev.ifsbench.bench.state;

import dev.ifsbench.spi.ProtocolInfo;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a thread needs to create sockets of the kind of handle that is measured. */
@State(Scope.Thread)
public class CreationState {
  private CheckedCalls calls;
  private ProtocolInfo entry;

  /** Constructor for JMH, which fills in the parameters. */
  public CreationState() {}

  /**
   * Finds the entry to create them through.
   *
   * @param stack whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack stack) {
    calls = new CheckedCalls(stack);
    entry = stack.topEntry();
  }

  public void createAndClose() {
    calls.close(calls.socket(entry));
  }
}
