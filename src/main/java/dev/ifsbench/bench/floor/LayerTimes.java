package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.sockets.libc.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long a send and a receive took through the dispatcher and each kind of handle, in C and in
 * Java; over one binding's descriptors, each kind on a pair of its own, or over no system call.
 * Times are nanoseconds for both calls, by round (the list) and cycle (its arrays).
 *
 * @param binding what Java reached the system by, or null over no system call
 * @param inC the times in C, by kind
 * @param inJava the times in Java, by kind
 */
public record LayerTimes(
    Binding binding, Map<HandleKind, List<double[]>> inC, Map<HandleKind, List<double[]>> inJava) {
  /** The kinds, in the order in which each builds on the one before. */
  public static final List<HandleKind> KINDS =
      List.of(HandleKind.BASE, HandleKind.PASS_THROUGH, HandleKind.WRAPPED);

  /**
   * Loops of a binding beyond those of {@link FloorTimes}: C's and Java's for each kind, but for
   * Java's at PASS_THROUGH, which is there already.
   */
  static final int LOOPS = 5;

  /** Loops over no system call: C's and Java's for each kind. */
  static final int LOOPS_OVER_NOTHING = 6;

  /** Copies the maps. */
  public LayerTimes {
    inC = Map.copyOf(inC);
    inJava = Map.copyOf(inJava);
  }

  /**
   * Sorts what forks have measured. After the loops of {@link FloorTimes} come {@value #LOOPS} for
   * each binding, and then {@value #LOOPS_OVER_NOTHING} over no system call.
   *
   * @param bindings that each fork was given
   * @param forks what each delivered, by loop and cycle
   * @return first those over no system call, then those over each binding
   */
  public static List<LayerTimes> of(List<Binding> bindings, List<double[][]> forks) {
    int first = bindings.size() * FloorTimes.LOOPS;
    List<LayerTimes> times = new ArrayList<>();
    int nothing = first + bindings.size() * LOOPS;
    times.add(
        new LayerTimes(
            null,
            byKind(forks, nothing, nothing + 2, nothing + 4),
            byKind(forks, nothing + 1, nothing + 3, nothing + 5)));
    for (int i = 0; i < bindings.size(); i++) {
      int more = first + i * LOOPS;
      int passThrough = i * FloorTimes.LOOPS + 2;
      times.add(
          new LayerTimes(
              bindings.get(i),
              byKind(forks, more, more + 2, more + 3),
              byKind(forks, more + 1, passThrough, more + 4)));
    }
    return List.copyOf(times);
  }

  private static Map<HandleKind, List<double[]>> byKind(
      List<double[][]> forks, int base, int passThrough, int wrapped) {
    return Map.of(
        HandleKind.BASE, FloorTimes.ofLoop(forks, base),
        HandleKind.PASS_THROUGH, FloorTimes.ofLoop(forks, passThrough),
        HandleKind.WRAPPED, FloorTimes.ofLoop(forks, wrapped));
  }
}
