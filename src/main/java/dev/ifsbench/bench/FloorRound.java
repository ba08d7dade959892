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
  private static final int WARM_UP_TIMES = 1_000;

  private final List<FloorLoop> loops = new ArrayList<>();
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
                  BindingLoop.class,
                  FloorLoop.class,
                  binding.name(),
                  pair.near(),
                  pair.far(),
                  payload));
      loops.add(pair);
    }
  }

  /** The loops of the first binding, then those of the next. */
  List<FloorLoop> loops() {
    return Collections.unmodifiableList(loops);
  }

  /**
   * Warms up for a third of the time, and measures in what is left: cycles of one short block of
   * each loop, in an order drawn anew for each, so that whatever else the machine does falls on
   * neighbours alike.
   *
   * @param nanos time for all of it; there is one cycle at least
   * @return nanoseconds for a send and a receive, by loop and cycle
   */
  double[][] measure(long nanos) {
    long start = System.nanoTime();
    double slowest;
    do {
      slowest = 0;
      for (double time : cycle(WARM_UP_TIMES)) {
        slowest = Math.max(slowest, time);
      }
    } while (System.nanoTime() - start < nanos / 3);
    int times = (int) Math.max(1, BLOCK_NANOS / slowest);
    List<double[]> cycles = new ArrayList<>();
    do {
      cycles.add(cycle(times));
    } while (System.nanoTime() - start < nanos);
    double[][] byLoop = new double[loops.size()][cycles.size()];
    for (int loop = 0; loop < byLoop.length; loop++) {
      for (int cycle = 0; cycle < cycles.size(); cycle++) {
        byLoop[loop][cycle] = cycles.get(cycle)[loop];
      }
    }
    return byLoop;
  }

  private double[] cycle(int times) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    double[] nanos = new double[loops.size()];
    for (int i : order) {
      long start = System.nanoTime();
      loops.get(i).run(times);
      nanos[i] = (double) (System.nanoTime() - start) / times;
    }
    return nanos;
  }

  @Override
  public void close() {
    pairs.forEach(FloorPair::close);
  }
}
