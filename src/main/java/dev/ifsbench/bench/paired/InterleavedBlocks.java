package dev.ifsbench.bench.paired;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Runs loops side by side: cycles of one short block of each, in an order drawn anew for each
 * cycle, so that whatever else the machine does falls on neighbours alike.
 */
public final class InterleavedBlocks {
  private static final int WARM_UP_TIMES = 1_000;

  private final List<? extends Loop> loops;
  private final long blockNanos;
  private final Random random;

  /**
   * Creates a run of several loops.
   *
   * @param loops what to run
   * @param blockNanos how long a block of the slowest loop is to take
   * @param random of the order
   */
  public InterleavedBlocks(List<? extends Loop> loops, long blockNanos, Random random) {
    this.loops = List.copyOf(loops);
    this.blockNanos = blockNanos;
    this.random = random;
  }

  /**
   * Warms up, and measures; one cycle of each at least.
   *
   * @param warmupNanos how long to warm up
   * @param measureNanos how long to measure
   * @return nanoseconds each time, by loop and cycle
   */
  public double[][] measure(long warmupNanos, long measureNanos) {
    long start = System.nanoTime();
    int times = WARM_UP_TIMES;
    do {
      double slowest = 0;
      for (double time : cycle(times)) {
        slowest = Math.max(slowest, time);
      }
      times = (int) Math.max(1, blockNanos / slowest);
    } while (System.nanoTime() - start < warmupNanos);
    List<double[]> cycles = new ArrayList<>();
    start = System.nanoTime();
    do {
      cycles.add(cycle(times));
    } while (System.nanoTime() - start < measureNanos);
    return byLoop(cycles);
  }

  private double[][] byLoop(List<double[]> cycles) {
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
}
