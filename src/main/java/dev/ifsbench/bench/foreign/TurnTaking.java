package dev.ifsbench.bench.foreign;

import dev.ifsbench.bench.foreign.SideBlocks.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Runs sides in cycles of one block of each, in an order drawn anew for each cycle, so that
 * whatever else the machine does falls on neighbours alike.
 *
 * <p>A block takes ten milliseconds, or as much as what JMH does around it, such as the set-up of
 * an iteration: at least half of the time is spent on measuring.
 */
final class TurnTaking {
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** JMH's own default for an iteration is ten times that. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What is told of sides whose warm-up takes no longer than one of them. */
  private static final int LEAST_CYCLES = 2;

  private final List<JmhSide> sides;
  private final Random random;
  private long blockNanos = SHORTEST_NANOS;

  /**
   * Creates a run of several sides.
   *
   * @param sides what to run
   * @param random of the order
   */
  TurnTaking(List<JmhSide> sides, Random random) {
    this.sides = List.copyOf(sides);
    this.random = random;
  }

  /**
   * Warms up, and measures.
   *
   * @param warmupNanos how long to warm up
   * @param measureNanos how long to measure; two cycles are measured at least
   * @return what each block gave, by side and cycle
   */
  List<List<Block>> measure(long warmupNanos, long measureNanos) {
    long start = System.nanoTime();
    do {
      long before = System.nanoTime();
      cycle(false);
      long around = (System.nanoTime() - before) / sides.size() - blockNanos;
      blockNanos = Math.min(LONGEST_NANOS, Math.max(SHORTEST_NANOS, around));
    } while (System.nanoTime() - start < warmupNanos);
    List<List<Block>> bySide = new ArrayList<>();
    sides.forEach(side -> bySide.add(new ArrayList<>()));
    start = System.nanoTime();
    long longest = 0;
    boolean isLast;
    int cycles = 0;
    do {
      long before = System.nanoTime();
      isLast = cycles + 1 >= LEAST_CYCLES && before - start + longest >= measureNanos;
      List<Block> blocks = cycle(isLast);
      for (int side = 0; side < blocks.size(); side++) {
        bySide.get(side).add(blocks.get(side));
      }
      longest = Math.max(longest, System.nanoTime() - before);
      cycles++;
    } while (!isLast);
    return bySide;
  }

  private List<Block> cycle(boolean isLast) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    Block[] blocks = new Block[sides.size()];
    for (int i : order) {
      blocks[i] = sides.get(i).run(blockNanos, isLast);
    }
    return List.of(blocks);
  }
}
