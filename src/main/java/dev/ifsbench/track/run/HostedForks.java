package dev.ifsbench.track.run;

import dev.ifsbench.bench.floor.HostedFork;
import dev.ifsbench.bench.paired.BlockTimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Times provider DLLs in C and in Java in a fresh JVM, a {@link HostedFork}. */
public final class HostedForks implements ForkRunner<String, double[][]> {
  private final Path library;
  private final int payload;
  private final PairedSettings settings;
  private final JavaFork forks;
  private final Random seeds;

  /**
   * Creates a runner of forks.
   *
   * @param library with the loop in C
   * @param payload bytes of a message, at least 1
   * @param settings how long each measures
   * @param flags JVM options added after this JVM's own
   * @param seed of the order of the blocks
   */
  public HostedForks(
      Path library, int payload, PairedSettings settings, List<String> flags, long seed) {
    this.library = library;
    this.payload = payload;
    this.settings = settings;
    forks = new JavaFork(HostedFork.class, flags);
    seeds = new Random(seed);
  }

  /** Nanoseconds for a send and a receive, by loop and cycle. */
  @Override
  public double[][] run(String providers) throws ForkFailedException {
    return forks.run(
        List.of(
            library.toString(),
            providers,
            Integer.toString(payload),
            Long.toString(settings.warmupMillis()),
            Long.toString(settings.measureMillis()),
            Long.toString(seeds.nextLong())),
        settings.duration(),
        BlockTimes::read);
  }
}
