package dev.ifsbench.bench.paired;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Loops that were made in random order: the first could get a better place in memory, and that must
 * not always be the same one.
 */
final class MadeLoops implements AutoCloseable {
  private final Loop[] loops;

  private MadeLoops(int count) {
    loops = new Loop[count];
  }

  /**
   * Makes the loops.
   *
   * @param makers of each
   * @param random of the order
   */
  static MadeLoops of(List<Supplier<Loop>> makers, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < makers.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    MadeLoops made = new MadeLoops(makers.size());
    try {
      for (int i : order) {
        made.loops[i] = makers.get(i).get();
      }
      return made;
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  /** In the order of their makers. */
  List<Loop> inOrder() {
    return List.of(loops);
  }

  @Override
  public void close() {
    Arrays.stream(loops).filter(Objects::nonNull).forEach(Loop::close);
  }
}
