package dev.ifsbench.track.stats;

import java.util.Random;

/**
 * Draws what a benchmark on a shared machine could have measured. Knows nothing of how it is
 * estimated: the true level of every fork is 100, times what {@link ForkNoise} and {@link
 * IterationNoise} add.
 */
public final class SimulatedForks {
  private static final double LEVEL = 100;

  /** How forks differ from each other. */
  public enum ForkNoise {
    NONE {
      @Override
      double factor(Random random) {
        return 1;
      }
    },
    NORMAL_1_PERCENT {
      @Override
      double factor(Random random) {
        return 1 + 0.01 * random.nextGaussian();
      }
    },
    NORMAL_3_PERCENT {
      @Override
      double factor(Random random) {
        return 1 + 0.03 * random.nextGaussian();
      }
    },
    LOGNORMAL_15_PERCENT {
      @Override
      double factor(Random random) {
        return Math.exp(0.15 * random.nextGaussian());
      }
    },
    /** No fork is faster than the level, most are a little slower, a few are much slower. */
    EXPONENTIAL {
      @Override
      double factor(Random random) {
        return 1 - 0.1 * Math.log(1 - random.nextDouble());
      }
    },
    /** The compiler makes one of two decisions. */
    TWO_MODES {
      @Override
      double factor(Random random) {
        return random.nextBoolean() ? 1 : 1.1;
      }
    },
    STUDENT_T_2 {
      @Override
      double factor(Random random) {
        double square = 0;
        for (int i = 0; i < 2; i++) {
          double normal = random.nextGaussian();
          square += normal * normal;
        }
        // A few draws in a million would be so far off that the time were not positive.
        return Math.max(0.05, 1 + 0.01 * random.nextGaussian() / Math.sqrt(square / 2));
      }
    };

    abstract double factor(Random random);
  }

  /** How iterations of a fork differ from each other. */
  public enum IterationNoise {
    NORMAL {
      @Override
      double factor(int iteration, Random random) {
        return normal(random);
      }
    },
    OUTLIERS_2_PERCENT {
      @Override
      double factor(int iteration, Random random) {
        return normal(random) * outlier(0.02, random);
      }
    },
    OUTLIERS_8_PERCENT {
      @Override
      double factor(int iteration, Random random) {
        return normal(random) * outlier(0.08, random);
      }
    },
    FADING_WARM_UP {
      @Override
      double factor(int iteration, Random random) {
        return normal(random) * (1 + 0.3 * random.nextDouble() * Math.exp(-iteration));
      }
    };

    abstract double factor(int iteration, Random random);

    private static double normal(Random random) {
      return 1 + 0.005 * random.nextGaussian();
    }

    /** An iteration that was stalled takes 50% to 300% longer. */
    private static double outlier(double share, Random random) {
      return random.nextDouble() < share ? 1.5 + 2.5 * random.nextDouble() : 1;
    }
  }

  private SimulatedForks() {}

  /**
   * Draws a sample.
   *
   * @return by fork and iteration
   */
  public static double[][] drawn(
      ForkNoise forkNoise,
      IterationNoise iterationNoise,
      int forks,
      int iterations,
      Random random) {
    double[][] values = new double[forks][iterations];
    for (double[] fork : values) {
      double level = LEVEL * forkNoise.factor(random);
      for (int i = 0; i < iterations; i++) {
        fork[i] = level * iterationNoise.factor(i, random);
      }
    }
    return values;
  }

  /**
   * Draws two samples that took turns: a drift and the machine's state are common to a fork, the
   * noise of fork and iteration is each side's own.
   *
   * @return two samples, each by fork and iteration
   */
  static double[][][] drawnPairs(
      ForkNoise forkNoise,
      IterationNoise iterationNoise,
      int forks,
      int iterations,
      Random random) {
    double[][] one = drawn(forkNoise, iterationNoise, forks, iterations, random);
    double[][] other = drawn(forkNoise, iterationNoise, forks, iterations, random);
    for (int fork = 0; fork < forks; fork++) {
      double drift = Math.exp(0.2 * random.nextGaussian());
      for (int i = 0; i < iterations; i++) {
        drift *= Math.exp(0.02 * random.nextGaussian());
        one[fork][i] *= drift;
        other[fork][i] *= drift;
      }
    }
    return new double[][][] {one, other};
  }
}
