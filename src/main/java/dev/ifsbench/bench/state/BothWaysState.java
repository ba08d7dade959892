package dev.ifsbench.bench.state;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** A pair of which both ends have the kind of handle that is measured, held by one thread. */
public class BothWaysState extends PairState {
  /** Constructor for JMH, which fills in the parameters. */
  public BothWaysState() {}

  /**
   * Opens the pair.
   *
   * @param stack whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack stack) {
    open(stack, stack.topEntry(), payload);
  }
}
