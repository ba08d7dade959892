package dev.ifsbench.bench.state;

import dev.ifsbench.spi.NativeMemory;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A pair of which both ends make overlapped calls, held by one thread. */
@State(Scope.Thread)
public class OverlappedState extends PairState {
  /** How the ends of operations are announced. */
  @Param({"EVENT", "ROUTINE", "PORT"})
  public Notice notice;

  private OverlappedEndpoint nearEnd;
  private OverlappedEndpoint farEnd;
  private NativeMemory farName;

  /** Constructor for JMH, which fills in the parameters. */
  public OverlappedState() {}

  /**
   * Opens the pair.
   *
   * @param stack whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(OverlappedStack stack) {
    open(stack, stack.topEntry(), payload);
    nearEnd = new OverlappedEndpoint(stack.api(), near().socket(), payload, notice);
    farEnd = new OverlappedEndpoint(stack.api(), far().socket(), payload, notice);
    if (stack.transport().isReal()) {
      farName = new CheckedCalls(stack).name(far().socket());
    }
  }

  /** Closes what belongs to the calls; the pair closes itself. */
  @TearDown(Level.Trial)
  public void closeEnds() {
    nearEnd.close();
    farEnd.close();
  }

  public OverlappedEndpoint nearEnd() {
    return nearEnd;
  }

  public OverlappedEndpoint farEnd() {
    return farEnd;
  }

  /** The far end's address; null where there are none. */
  public NativeMemory farName() {
    return farName;
  }
}
