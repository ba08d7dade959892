package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.FloorPair;
import dev.ifsbench.bench.paired.InterleavedBlocks;
import dev.ifsbench.bench.paired.IsolatedClassLoader;
import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.NativeLoop;
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
  private static final long BLOCK_NANOS = 4_000_000;

  private final Loop[] loops;
  private final List<FloorPair> pairs = new ArrayList<>();
  private final Random random;

  /**
   * Makes the loops, in random order of bindings: whoever comes first could find a better place in
   * memory, and that must not always be the same one.
   */
  FloorRound(NativeLoop inC, List<Binding> bindings, int payload, Random random) {
    this.random = random;
    loops = new Loop[bindings.size() * FloorTimes.LOOPS];
    List<Binding> order = new ArrayList<>(bindings);
    Collections.shuffle(order, random);
    for (Binding binding : order) {
      FloorPair pair =
          new IsolatedClassLoader()
              .make(DispatcherLoop.class, FloorPair.class, binding.name(), payload);
      pairs.add(pair);
      int first = bindings.indexOf(binding) * FloorTimes.LOOPS;
      loops[first] = new CLoop(inC, pair.near(), pair.far(), payload);
      loops[first + 1] =
          new IsolatedClassLoader()
              .make(
                  BindingLoop.class, Loop.class, binding.name(), pair.near(), pair.far(), payload);
      loops[first + 2] = pair;
    }
  }

  /**
   * Warms up, and measures.
   *
   * @param warmup nanoseconds
   * @param measure nanoseconds; there is one cycle at least
   * @return nanoseconds for a send and a receive, by loop and cycle
   */
  double[][] measure(long warmup, long measure) {
    return new InterleavedBlocks(List.of(loops), BLOCK_NANOS, random).measure(warmup, measure);
  }

  @Override
  public void close() {
    pairs.forEach(FloorPair::close);
  }
}
