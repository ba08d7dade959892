package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.state.Transport;
import java.util.ArrayList;
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
  private static final int FIRST_SIDE = 7;

  /** As arguments of a command line, for {@link #parse}. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add(benchmark);
    arguments.add(transport);
    arguments.add(Integer.toString(payload));
    arguments.add(Integer.toString(depth));
    arguments.add(Long.toString(warmupMillis));
    arguments.add(Long.toString(measureMillis));
    arguments.add(Long.toString(seed));
    sides.forEach(side -> arguments.addAll(side.arguments()));
    return List.copyOf(arguments);
  }

  /** Reads what {@link #arguments} wrote. */
  static PairedTask parse(List<String> arguments) {
    List<Side> sides = new ArrayList<>();
    for (int i = FIRST_SIDE; i < arguments.size(); i += Side.ARGUMENTS) {
      sides.add(Side.parse(arguments.subList(i, i + Side.ARGUMENTS)));
    }
    return new PairedTask(
        arguments.get(0),
        arguments.get(1),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        List.copyOf(sides),
        Long.parseLong(arguments.get(4)),
        Long.parseLong(arguments.get(5)),
        Long.parseLong(arguments.get(6)));
  }
}
