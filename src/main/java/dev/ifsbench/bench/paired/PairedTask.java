package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.state.Transport;
import java.util.List;

/**
 * What one {@link PairedFork} measures.
 *
 * @param benchmark the name of the benchmark's class and method, as JMH prints it
 * @param transport the name of the {@link Transport}
 * @param payload bytes of a message
 * @param depth how many layers
 * @param sides what to measure side by side
 * @param warmupMillis how long to warm up all of them
 * @param measureMillis how long to measure all of them
 * @param seed of the order of the blocks
 */
public record PairedTask(
    String benchmark,
    String transport,
    int payload,
    int depth,
    List<Side> sides,
    long warmupMillis,
    long measureMillis,
    long seed) {
  /** Copies the list. */
  public PairedTask {
    sides = List.copyOf(sides);
  }
}
