package dev.ifsbench.track;

import dev.ifsbench.bench.BlockTimes;
import dev.ifsbench.bench.PairedFork;
import dev.ifsbench.bench.PairedTask;
import dev.ifsbench.bench.Side;
import dev.ifsbench.sockets.Binding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Puts the comparison itself to the test: a kind of handle is compared with itself, as it is or
 * made slower by a known share. The same forks, blocks and statistics as in the headline comparison
 * decide.
 */
public final class Calibration {
  private static final String HANDLE = "BASE";

  private final JavaFork forks;
  private final PairedSettings settings;
  private final String transport;
  private final double confidence;

  /**
   * Prepares trials.
   *
   * @param settings how long a fork measures
   * @param transport what carries the data, as the benchmark's parameter names it
   * @param confidence of the intervals that decide
   * @param flags JVM options added after this JVM's own
   */
  public Calibration(
      PairedSettings settings, String transport, double confidence, List<String> flags) {
    forks = new JavaFork(PairedFork.class, flags);
    this.settings = settings;
    this.transport = transport;
    this.confidence = confidence;
  }

  /**
   * Measures how long the operation takes, in nanoseconds: what a share refers to.
   *
   * @param seed of the order of the blocks
   * @throws ForkFailedException if the fork fails
   */
  public double baseline(long seed) throws ForkFailedException {
    double[] times = fork(seed, 0)[0];
    Arrays.sort(times);
    return times[times.length / 2];
  }

  /**
   * Compares once.
   *
   * @param paired whether both sides take turns in the same forks
   * @param effect how much slower the one side is made, as a share
   * @param baselineNanos what the share refers to
   * @param rounds how many to measure, at least 2
   * @param seed of all that is drawn
   * @throws ForkFailedException if a fork fails
   */
  public CalibrationTrial trial(
      boolean paired, double effect, double baselineNanos, int rounds, long seed)
      throws ForkFailedException {
    Random random = new Random(seed);
    double delay = effect * baselineNanos;
    double[][] plain = new double[rounds][];
    double[][] slowed = new double[rounds][];
    for (int round = 0; round < rounds; round++) {
      if (paired) {
        double[][] both = fork(random.nextLong(), 0, delay);
        plain[round] = both[0];
        slowed[round] = both[1];
      } else if (random.nextBoolean()) {
        plain[round] = fork(random.nextLong(), 0)[0];
        slowed[round] = fork(random.nextLong(), delay)[0];
      } else {
        slowed[round] = fork(random.nextLong(), delay)[0];
        plain[round] = fork(random.nextLong(), 0)[0];
      }
    }
    HierarchicalBootstrap bootstrap = new HierarchicalBootstrap(confidence, seed);
    Interval difference =
        paired ? bootstrap.pairedDifference(slowed, plain) : bootstrap.difference(slowed, plain);
    Interval ratio = paired ? bootstrap.pairedRatio(slowed, plain) : bootstrap.ratio(slowed, plain);
    return new CalibrationTrial(paired, effect, rounds, ratio, Verdict.of(difference, ratio));
  }

  private double[][] fork(long seed, double... delays) throws ForkFailedException {
    // A side of its own is warmed up as long as it is in company.
    long share = 2 / delays.length;
    PairedTask task =
        new PairedTask(
            Operation.SEND_RECEIVE.benchmark(),
            transport,
            64,
            1,
            Arrays.stream(delays)
                .mapToObj(delay -> new Side(HANDLE, Binding.JNA, null, delay))
                .toList(),
            settings.warmupMillis() / share,
            settings.measureMillis() / share,
            seed);
    return forks.run(
        task.arguments(),
        Duration.ofMillis(settings.warmupMillis() + settings.measureMillis()),
        BlockTimes::read);
  }
}
