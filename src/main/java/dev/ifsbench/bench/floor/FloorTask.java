package dev.ifsbench.bench.floor;

import dev.ifsbench.sockets.libc.Binding;
import java.util.List;

/**
 * What one {@link FloorFork} measures.
 *
 * @param library the file of the loop in C
 * @param bindings that the fork's JVM has
 * @param payload bytes of a message, from 1 to {@link FloorFork#MAX_PAYLOAD}
 * @param warmupMillis how long to warm up all loops
 * @param measureMillis how long to measure all loops
 * @param seed of the order of the blocks
 */
public record FloorTask(
    String library,
    List<Binding> bindings,
    int payload,
    long warmupMillis,
    long measureMillis,
    long seed) {
  /** Copies the list. */
  public FloorTask {
    bindings = List.copyOf(bindings);
  }
}
