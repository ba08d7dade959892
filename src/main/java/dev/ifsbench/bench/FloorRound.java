package dev.ifsbench.bench;

import dev.ifsbench.sockets.Binding;
import dev.ifsbench.sockets.NativeLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * All loops, each in a class loader of its own, over sockets of their own: for each binding one
 * pair, which its dispatcher has opened, and on which the binding and C make their calls too. So
 * each comparison is on the same two descriptors, and no socket is strange to its provider.
 */
final class FloorRound implements AutoCloseable {
  /** Loops of a binding, in this order: C's, the binding's, the dispatcher's. */
  static final int LOOPS_OF_BINDING = 3;

  private static final long BLOCK_NANOS = 4_000_000;

  private final List<Loop> loops = new ArrayList<>();
  private final List<FloorPair> pairs = new ArrayList<>();
  private final Random random;

  FloorRound(NativeLoop inC, List<Binding> bindings, int payload, Random random) {
    this.random = random;
    for (Binding binding : bindings) {
      FloorPair pair =
          new IsolatedClassLoader()
              .make(DispatcherLoop.class, FloorPair.class, binding.name(), payload);
      pairs.add(pair);
      loops.add(new CLoop(inC, pair.near(), pair.far(), payload));
      loops.add(
          new IsolatedClassLoader()
              .make(
                  BindingLoop.class, Loop.class, binding.name(), pair.near(), pair.far(), payload));
      loops.add(pair);
    }
  }

  /** The loops of the first binding, then those of the next. */
  List<Loop> loops() {
    return Collections.unmodifiableList(loops);
  }

  /**
   * Warms up for a third of the time, and measures in what is left.
   *
   * @param nanos time for all of it; there is one cycle at least
   * @return nanoseconds for a send and a receive, by loop and cycle
   */
  double[][] measure(long nanos) {
    return new InterleavedBlocks(loops, BLOCK_NANOS, random).measure(nanos / 3, nanos * 2 / 3);
  }

  @Override
  public void close() {
    pairs.forEach(FloorPair::close);
  }
}
