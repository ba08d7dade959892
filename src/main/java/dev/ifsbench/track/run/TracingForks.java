package dev.ifsbench.track.run;

import dev.ifsbench.bench.paired.TracingFork;
import dev.ifsbench.bench.paired.TracingTask;
import dev.ifsbench.bench.state.TracedHandles;
import java.util.List;
import java.util.Random;

/** Measures upcalls with and without tracing in a fresh JVM, a {@link TracingFork}. */
public final class TracingForks implements ForkRunner<TracedHandles.Recorder, double[][]> {
  private final PairedSettings settings;
  private final JavaFork<double[][]> forks;
  private final Random seeds;

  /**
   * Creates a runner of forks.
   *
   * @param settings how long each measures
   * @param flags JVM options added after this JVM's own
   * @param seed of the order of the blocks
   */
  public TracingForks(PairedSettings settings, List<String> flags, long seed) {
    this.settings = settings;
    forks = new JavaFork<>(TracingFork.class, double[][].class, flags);
    seeds = new Random(seed);
  }

  /** Nanoseconds a call, by loop and cycle: of each upcall without tracing, and with. */
  @Override
  public double[][] run(TracedHandles.Recorder recorder) throws ForkFailedException {
    return forks.run(
        new TracingTask(
            recorder, settings.warmupMillis(), settings.measureMillis(), seeds.nextLong()),
        settings.duration());
  }
}
