package dev.ifsbench.track.calibrate;

import dev.ifsbench.bench.paired.PairedFork;
import dev.ifsbench.bench.paired.PairedTask;
import dev.ifsbench.bench.paired.Side;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.run.JavaFork;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.stats.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Puts the comparison itself to the test: a kind of handle is compared with itself, as it is or
 * with a slower send. What users get decides: paired sides are judged as in the headline
 * comparison, sides that ran apart as two runs are by {@code compare}.
 *
 * <p>The number of rounds is fixed beforehand and the verdict is given once, after the last: who
 * looks after each round and stops at the first difference finds one too often.
 */
public final class Calibration {
  private static final String HANDLE = "BASE";
  private static final int PAYLOAD = 64;
  private static final int DEPTH = 1;

  private final JavaFork<double[][]> forks;
  private final PairedSettings settings;

  /**
   * Prepares trials.
   *
   * @param settings how long a fork of two sides measures; one of a single side takes half of that
   * @param flags JVM options added after this JVM's own
   */
  public Calibration(PairedSettings settings, List<String> flags) {
    forks = new JavaFork<>(PairedFork.class, double[][].class, flags);
    this.settings = settings;
  }

  /**
   * Compares once. How long the operation takes, which the effect is a share of, is measured right
   * before: on a machine that drifts it is not what it was a minute ago. That is no part of the
   * comparison's time.
   *
   * @param setting what to compare, and how
   * @param seed of all that is drawn
   * @throws ForkFailedException if a fork fails
   */
  public CalibrationTrial trial(CalibrationSetting setting, long seed) throws ForkFailedException {
    Random random = new Random(seed);
    double delay = setting.effect() == 0 ? 0 : setting.effect() * operationNanos(setting, random);
    double[][] plain = new double[setting.rounds()][];
    double[][] slowed = new double[setting.rounds()][];
    long start = System.nanoTime();
    for (int round = 0; round < setting.rounds(); round++) {
      if (setting.paired()) {
        double[][] both = fork(setting, random, 0, delay);
        plain[round] = both[0];
        slowed[round] = both[1];
      } else if (random.nextBoolean()) {
        plain[round] = fork(setting, random, 0)[0];
        slowed[round] = fork(setting, random, delay)[0];
      } else {
        slowed[round] = fork(setting, random, delay)[0];
        plain[round] = fork(setting, random, 0)[0];
      }
    }
    double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
    return CalibrationTrial.of(setting, seconds, plain, slowed);
  }

  private double operationNanos(CalibrationSetting setting, Random random)
      throws ForkFailedException {
    return Statistic.MEDIAN.of(fork(setting, random, 0)[0]);
  }

  private double[][] fork(CalibrationSetting setting, Random random, double... delays)
      throws ForkFailedException {
    // A side of its own is warmed up as long as it is in company.
    long share = 2 / delays.length;
    PairedTask task =
        new PairedTask(
            HeadlineOperation.SEND_RECEIVE.benchmark(),
            setting.transport(),
            PAYLOAD,
            DEPTH,
            Arrays.stream(delays)
                .mapToObj(delay -> new Side(HANDLE, Binding.JNA, null, delay))
                .toList(),
            settings.warmupMillis() / share,
            settings.measureMillis() / share,
            random.nextLong());
    return forks.run(task, settings.duration());
  }
}
