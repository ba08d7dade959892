package dev.ifsbench.bench.state;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/**
 * A pair for timing one direction: the near end has the kind of handle that is measured, the far
 * end is always the base provider's, so that the other direction costs the same for every kind.
 */
public class OneWayState extends PairState {
  private Batch batch;

  /** Constructor for JMH, which fills in the parameters. */
  public OneWayState() {}

  /**
   * Opens the pair.
   *
   * @param stack whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack stack) {
    batch = new Batch(payload);
    open(stack, stack.baseEntry(), Batch.MAX_BYTES);
  }

  public final Batch batch() {
    return batch;
  }
}
