package dev.ifsbench.track.run;

import dev.ifsbench.bench.floor.FloorFork;
import dev.ifsbench.bench.floor.FloorTask;
import dev.ifsbench.sockets.libc.Binding;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Compares bindings and dispatcher with C in a fresh JVM, a {@link FloorFork}. */
public final class FloorForks implements ForkRunner<List<Binding>, double[][]> {
  private final Path library;
  private final int payload;
  private final PairedSettings settings;
  private final JavaFork<double[][]> forks;
  private final Random seeds;

  /**
   * Creates a runner of forks.
   *
   * @param library with the loop in C
   * @param payload bytes of a message, from 1 to {@link FloorFork#MAX_PAYLOAD}
   * @param settings how long each measures
   * @param flags JVM options added after this JVM's own
   * @param seed of the order of the blocks
   */
  public FloorForks(
      Path library, int payload, PairedSettings settings, List<String> flags, long seed) {
    this.library = library;
    this.payload = payload;
    this.settings = settings;
    forks = new JavaFork<>(FloorFork.class, double[][].class, flags);
    seeds = new Random(seed);
  }

  /** Nanoseconds for a send and a receive, by loop and cycle: three loops of each binding. */
  @Override
  public double[][] run(List<Binding> bindings) throws ForkFailedException {
    return forks.run(
        new FloorTask(
            library.toString(),
            bindings,
            payload,
            settings.warmupMillis(),
            settings.measureMillis(),
            seeds.nextLong()),
        settings.duration());
  }
}
