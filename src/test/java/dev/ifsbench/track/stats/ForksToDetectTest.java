package dev.ifsbench.track.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As many forks as it counts find the change as often as it promises. */
class ForksToDetectTest {
  private static final int TRIALS = 600;
  private static final double CHANGE = 0.02;
  private static final ForksToDetect NEEDED = new ForksToDetect(0.95, 0.9);

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.02, 0.04})
  void pairsFindTheChangeInNineOfTenRuns(double scatter) {
    Random random = new Random(1);
    int forks = countOf(pair(random, 4000, scatter));
    Estimator estimator = Estimator.ofMedians(Pairing.BLOCKS, 0.95);
    int found = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[][][] sides = pair(random, forks, scatter);
      Interval ratio = estimator.ratio(sides[0], sides[1]).interval();
      found += ratio.low() > 1 ? 1 : 0;
    }
    assertThat(found / (double) TRIALS).isBetween(0.86, 0.97);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.03})
  void runsFindTheChangeInNineOfTenComparisons(double scatter) {
    Random random = new Random(2);
    int forks = NEEDED.ofRuns(run(random, 4000, 1, scatter), Math.log1p(CHANGE)).orElseThrow();
    Estimator estimator = Estimator.ofMedians(Pairing.NONE, 0.95);
    int found = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[][] before = run(random, forks, 1, scatter);
      double[][] after = run(random, forks, 1 + CHANGE, scatter);
      found += estimator.ratio(before, after).interval().low() > 1 ? 1 : 0;
    }
    assertThat(found / (double) TRIALS).isBetween(0.86, 0.97);
  }

  @Test
  void whatCannotBeCountedIsNot() {
    assertThat(NEEDED.ofRuns(new double[][] {{1}}, 0.02)).isEmpty();
    assertThat(NEEDED.ofRuns(new double[][] {{1}, {0}}, 0.02)).isEmpty();
    assertThat(NEEDED.ofRuns(new double[][] {{1}, {900}}, 0.0001)).isEmpty();
    assertThat(NEEDED.ofRuns(new double[][] {{5}, {5}, {5}}, 0.02)).hasValue(ForksNeeded.LEAST);
  }

  private static int countOf(double[][][] sides) {
    return NEEDED.ofPairs(sides[0], sides[1], Math.log1p(CHANGE), Pairing.BLOCKS).orElseThrow();
  }

  /** The second side takes longer by the change, and scatters. */
  private static double[][][] pair(Random random, int forks, double scatter) {
    double[][][] sides = new double[2][forks][1];
    for (int fork = 0; fork < forks; fork++) {
      double machine = Math.exp(0.1 * random.nextGaussian());
      sides[0][fork][0] = 100 * machine;
      sides[1][fork][0] = 100 * machine * (1 + CHANGE) * Math.exp(scatter * random.nextGaussian());
    }
    return sides;
  }

  private static double[][] run(Random random, int forks, double level, double scatter) {
    double[][] run = new double[forks][1];
    for (double[] fork : run) {
      fork[0] = level * Math.exp(scatter * random.nextGaussian());
    }
    return run;
  }
}
