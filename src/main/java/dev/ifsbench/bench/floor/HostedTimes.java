package dev.ifsbench.bench.floor;

import java.util.List;

/**
 * How long a send and a receive took through provider DLLs. Each holds nanoseconds for both calls,
 * by round (the list) and cycle (its arrays); the same round and cycle ran within milliseconds of
 * each other.
 *
 * @param base through the base provider's own table, in C
 * @param chain through the topmost layer's own table, in C
 * @param dispatched through the dispatcher and the topmost layer, in Java
 */
public record HostedTimes(List<double[]> base, List<double[]> chain, List<double[]> dispatched) {
  /** Copies the lists. */
  public HostedTimes {
    base = List.copyOf(base);
    chain = List.copyOf(chain);
    dispatched = List.copyOf(dispatched);
  }

  /**
   * Sorts what forks have measured.
   *
   * @param forks what each delivered, by loop and cycle
   * @return the times
   */
  public static HostedTimes of(List<double[][]> forks) {
    return new HostedTimes(
        FloorTimes.ofLoop(forks, 0), FloorTimes.ofLoop(forks, 1), FloorTimes.ofLoop(forks, 2));
  }
}
