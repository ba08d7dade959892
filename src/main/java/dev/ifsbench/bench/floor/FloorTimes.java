package dev.ifsbench.bench.floor;

import dev.ifsbench.sockets.libc.Binding;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a send and a receive took over one pair of descriptors: in C, through a binding, and
 * through the dispatcher over that binding. Each holds nanoseconds for both calls, by round (the
 * list) and cycle (its arrays); the same round and cycle ran within milliseconds of each other.
 *
 * @param binding what was measured
 * @param inC the system calls, made by C
 * @param byBinding the same, made by the binding
 * @param byDispatcher the same, made by the dispatcher over a pass-through layer
 */
public record FloorTimes(
    Binding binding, List<double[]> inC, List<double[]> byBinding, List<double[]> byDispatcher) {
  /** Loops of a binding, in this order: C's, the binding's, the dispatcher's. */
  static final int LOOPS = 3;

  /**
   * Sorts what forks have measured.
   *
   * @param bindings that each fork was given
   * @param forks what each delivered, by loop and cycle
   * @return the times over each binding, in the order of the bindings
   */
  public static List<FloorTimes> of(List<Binding> bindings, List<double[][]> forks) {
    List<FloorTimes> times = new ArrayList<>();
    for (int i = 0; i < bindings.size(); i++) {
      int first = i * LOOPS;
      times.add(
          new FloorTimes(
              bindings.get(i),
              ofLoop(forks, first),
              ofLoop(forks, first + 1),
              ofLoop(forks, first + 2)));
    }
    return List.copyOf(times);
  }

  static List<double[]> ofLoop(List<double[][]> forks, int loop) {
    return forks.stream().map(fork -> fork[loop]).toList();
  }
}
