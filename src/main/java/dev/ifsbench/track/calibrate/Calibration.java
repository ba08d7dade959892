package dev.ifsbench.track.calibrate;

import dev.ifsbench.bench.paired.BlockTimes;
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
 * Tests the comparison itself: a kind of handle is compared with itself, unchanged or with a slower
 * send. The verdict is reached as it is for users: paired sides are judged like the headline
 * comparison, sides that ran apart like two runs in {@code compare}.
 *
 * <p>The number of rounds is fixed beforehand and the verdict is given once, after the last:
 * stopping at the first difference that any round shows would find one too often.
 */
public final class Calibration {
  private static final String HANDLE = "BASE";
  private static final int PAYLOAD = 64;
  private static final int DEPTH = 1;

  private final JavaFork forks;
  private final PairedSettings settings;

  /**
   * Creates a calibration.
   *
   * @param settings how long a fork of two sides measures; one of a single side takes half of that
   * @param flags JVM options added after this JVM's own
   */
  public Calibration(PairedSettings settings, List<String> flags) {
    forks = new JavaFork(PairedFork.class, flags);
    this.settings = settings;
  }

  /**
   * Runs one comparison. The time of the operation, of which the effect is a share, is measured
   * right before, because it drifts from minute to minute. That is not part of the comparison's
   * time.
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
    // A side that runs alone is warmed up as long as one that shares a fork.
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
    return forks.run(task.arguments(), settings.duration(), BlockTimes::read);
  }
}
