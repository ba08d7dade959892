package dev.ifsbench.bench;

import dev.ifsbench.sockets.Binding;
import dev.ifsbench.sockets.NativeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Measures a send and a receive in C, through each binding, and through the dispatcher over each
 * binding, in one process and side by side.
 *
 * <p>What differs between two runs of the same loop is less the time than how it was compiled and
 * where its sockets and buffers lie. So everything but the process is made anew for each round:
 * classes, compiled code, sockets. The round is the unit of replication.
 */
public final class FloorMeasurement {
  /** The most bytes of a message that one thread can send before it receives. */
  public static final int MAX_PAYLOAD = Batch.MAX_BYTES;

  private final NativeLoop inC;
  private final List<Binding> bindings;
  private final int payload;

  /**
   * Prepares.
   *
   * @param inC the loop in C
   * @param bindings what to measure, each of which this JVM has
   * @param payload bytes of a message, from 1 to {@value #MAX_PAYLOAD}
   */
  public FloorMeasurement(NativeLoop inC, List<Binding> bindings, int payload) {
    this.inC = inC;
    this.bindings = List.copyOf(bindings);
    this.payload = payload;
  }

  /**
   * Measures.
   *
   * @param duration time for all rounds, warm-up included
   * @param rounds how many, at least 1
   * @param seed of the order of the blocks
   * @param roundStarts is told the number of each round, from 1, when it begins
   * @return the times over each binding
   */
  public List<FloorTimes> run(Duration duration, int rounds, long seed, IntConsumer roundStarts) {
    Random random = new Random(seed);
    double[][][] times = new double[rounds][][];
    for (int round = 0; round < rounds; round++) {
      roundStarts.accept(round + 1);
      try (FloorRound loops = new FloorRound(inC, bindings, payload, random)) {
        times[round] = loops.measure(duration.toNanos() / rounds);
      }
    }
    List<FloorTimes> results = new ArrayList<>();
    for (int i = 0; i < bindings.size(); i++) {
      int first = i * FloorRound.LOOPS_OF_BINDING;
      results.add(
          new FloorTimes(
              bindings.get(i),
              ofLoop(times, first),
              ofLoop(times, first + 1),
              ofLoop(times, first + 2)));
    }
    return results;
  }

  private static List<double[]> ofLoop(double[][][] times, int loop) {
    return Arrays.stream(times).map(round -> round[loop]).toList();
  }
}
