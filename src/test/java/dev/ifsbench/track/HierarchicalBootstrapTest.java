package dev.ifsbench.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HierarchicalBootstrapTest {
  private static final int TRIALS = 1000;
  private static final int ITERATIONS = 5;
  private static final double TRUE_MEAN = 100;

  /** Three standard errors of a share of 95% in {@link #TRIALS} trials. */
  private static final double CHANCE = 3 * Math.sqrt(0.95 * 0.05 / TRIALS);

  private final HierarchicalBootstrap bootstrap = new HierarchicalBootstrap(0.95, 1);

  @ParameterizedTest
  @CsvSource({"4, 5, 1", "5, 5, 1", "8, 5, 1", "4, 1, 5", "5, 1, 5", "8, 1, 5"})
  void theIntervalOfTheMeanCoversTheTruthAsOftenAsPromised(
      int rounds, double betweenForks, double withinForks) {
    Random random = new Random(rounds);
    int covered = 0;
    double width = 0;
    double studentWidth = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[][] times = nested(rounds, TRUE_MEAN, betweenForks, withinForks, random);
      Interval mean = bootstrap.mean(times);
      covered += mean.isAbove(TRUE_MEAN) || mean.isBelow(TRUE_MEAN) ? 0 : 1;
      width += mean.high() - mean.low();
      studentWidth += studentWidth(times);
    }
    assertThat(covered / (double) TRIALS).isBetween(0.94 - CHANCE, 0.96 + CHANCE);
    assertThat(width).isCloseTo(studentWidth, within(1e-6 * studentWidth));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8})
  void theIntervalOfTheMeanCoversTheTruthWhenForksAreSkewed(int rounds) {
    Random random = new Random(rounds);
    double sigma = 0.3;
    double trueMean = Math.exp(sigma * sigma / 2);
    int covered = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[][] times = new double[rounds][ITERATIONS];
      for (double[] round : times) {
        double fork = Math.exp(sigma * random.nextGaussian());
        Arrays.setAll(round, i -> fork * (1 + 0.02 * random.nextGaussian()));
      }
      Interval mean = bootstrap.mean(times);
      covered += mean.isAbove(trueMean) || mean.isBelow(trueMean) ? 0 : 1;
    }
    assertThat(covered / (double) TRIALS).isGreaterThan(0.93 - CHANCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 5, 8})
  void aKindComparedWithItselfIsCalledDifferentNoMoreOftenThanPromised(int rounds) {
    Random random = new Random(rounds);
    int ratios = 0;
    int differences = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[][] times = nested(rounds, TRUE_MEAN, 5, 2, random);
      double[][] again = nested(rounds, TRUE_MEAN, 5, 2, random);
      Interval ratio = bootstrap.ratio(times, again);
      Interval difference = bootstrap.difference(times, again);
      ratios += ratio.isAbove(1) || ratio.isBelow(1) ? 1 : 0;
      differences += difference.isAbove(0) || difference.isBelow(0) ? 1 : 0;
    }
    assertThat(ratios / (double) TRIALS).isLessThan(0.05 + CHANCE);
    assertThat(differences / (double) TRIALS).isLessThan(0.05 + CHANCE);
  }

  @Test
  void driftCommonToARoundCancelsInTheRatio() {
    Random random = new Random(3);
    double[][] times = new double[5][ITERATIONS];
    double[][] reference = new double[5][ITERATIONS];
    for (int round = 0; round < times.length; round++) {
      double drift = 1 + 0.3 * round;
      Arrays.setAll(times[round], i -> 102 * drift * (1 + 0.001 * random.nextGaussian()));
      Arrays.setAll(reference[round], i -> 100 * drift * (1 + 0.001 * random.nextGaussian()));
    }

    Interval ratio = bootstrap.ratio(times, reference);

    assertThat(ratio.estimate()).isCloseTo(1.02, within(0.002));
    assertThat(ratio.isAbove(1)).isTrue();
    assertThat(ratio.high() - ratio.low()).isLessThan(0.01);
    assertThat(bootstrap.mean(times).high() - bootstrap.mean(times).low()).isGreaterThan(50);
  }

  @ParameterizedTest(name = "{0} rounds")
  @ValueSource(ints = {4, 8})
  void intervalsOfPairsCoverTheTruthAsOftenAsPromised(int rounds) {
    int trials = 300;
    // Three standard errors of a share of 95%.
    double chance = 3 * Math.sqrt(0.95 * 0.05 / trials);

    PairedCoverage coverage = simulatePairs(trials, rounds);

    assertThat(coverage.ofDifference).isBetween(0.95 - chance, 0.95 + chance);
    assertThat(coverage.ofRatio).isBetween(0.95 - chance, 0.95 + chance);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0} rounds")
  @ValueSource(ints = {3, 4, 5, 8})
  void intervalsOfPairsCoverTheTruthIn93To97Percent(int rounds) {
    PairedCoverage coverage = simulatePairs(5000, rounds);
    System.out.printf(
        "%d rounds of pairs under drift and stalls: difference %.1f%%, ratio %.1f%%%n",
        rounds, 100 * coverage.ofDifference, 100 * coverage.ofRatio);

    assertThat(coverage.ofDifference).isBetween(0.93, 0.97);
    assertThat(coverage.ofRatio).isBetween(0.93, 0.97);
  }

  private record PairedCoverage(double ofDifference, double ofRatio) {}

  /** Forks that are 5 slower, and forks that are slower by 5%, give or take 2. */
  private PairedCoverage simulatePairs(int trials, int rounds) {
    Random random = new Random(rounds);
    int differences = 0;
    int ratios = 0;
    for (int trial = 0; trial < trials; trial++) {
      Pairs later = Pairs.drawn(rounds, (time, fork) -> time + 5 + 2 * fork, random);
      Pairs slower = Pairs.drawn(rounds, (time, fork) -> time * 1.05 * Math.exp(fork / 50), random);
      Interval difference = bootstrap.pairedDifference(later.times, later.reference);
      Interval ratio = bootstrap.pairedRatio(slower.times, slower.reference);
      differences += difference.isAbove(5) || difference.isBelow(5) ? 0 : 1;
      ratios += ratio.isAbove(1.05) || ratio.isBelow(1.05) ? 0 : 1;
    }
    return new PairedCoverage(differences / (double) trials, ratios / (double) trials);
  }

  /** Blocks of two sides on a machine that drifts and stalls. */
  private static final class Pairs {
    private static final int BLOCKS = 12;

    private final double[][] times;
    private final double[][] reference;

    private Pairs(int rounds) {
      times = new double[rounds][BLOCKS];
      reference = new double[rounds][BLOCKS];
    }

    /**
     * Draws.
     *
     * @param slower from the time of the reference and what is peculiar to the fork, which is
     *     standard normal
     */
    static Pairs drawn(int rounds, DoubleBinaryOperator slower, Random random) {
      Pairs pairs = new Pairs(rounds);
      for (int round = 0; round < rounds; round++) {
        double fork = random.nextGaussian();
        double common = 100 * Math.exp(0.2 * random.nextGaussian());
        for (int block = 0; block < BLOCKS; block++) {
          common *= Math.exp(0.05 * random.nextGaussian());
          pairs.times[round][block] = measured(slower.applyAsDouble(common, fork), random);
          pairs.reference[round][block] = measured(common, random);
        }
      }
      return pairs;
    }

    /** One block in fifty is stalled. */
    private static double measured(double time, Random random) {
      double stall = random.nextInt(50) == 0 ? 2 + 8 * random.nextDouble() : 1;
      return time * stall * (1 + 0.01 * random.nextGaussian());
    }
  }

  @Test
  void driftThatIsCommonToPairsIsNoDifference() {
    double[][] times = {{11, 22, 44}, {33, 22, 11}, {22, 44, 88}};
    double[][] reference = {{10, 20, 40}, {30, 20, 10}, {20, 40, 80}};

    assertThat(bootstrap.pairedRatio(times, reference).estimate()).isCloseTo(1.1, within(1e-12));
    assertThat(bootstrap.pairedRatio(times, reference).high()).isCloseTo(1.1, within(1e-12));
    assertThat(bootstrap.pairedDifference(reference, reference)).isEqualTo(new Interval(0, 0, 0));
  }

  @Test
  void aStallThatFallsOnOneOfAPairDoesNotMoveTheResult() {
    double[][] reference = {{10, 20, 30, 40, 50}, {50, 40, 30, 20, 10}, {30, 10, 50, 20, 40}};
    double[][] later = {{11, 21, 31, 41, 51}, {51, 900, 31, 21, 11}, {31, 11, 51, 700, 800}};
    double[][] slower = {{11, 22, 33, 44, 55}, {55, 44, 900, 22, 11}, {33, 800, 700, 22, 44}};

    assertThat(bootstrap.pairedDifference(later, reference).estimate()).isEqualTo(1);
    assertThat(bootstrap.pairedRatio(slower, reference).estimate()).isCloseTo(1.1, within(1e-12));
  }

  @Test
  void aBlockWithoutAPartnerIsRefused() {
    assertThatThrownBy(
            () -> bootstrap.pairedDifference(new double[][] {{1, 2}}, new double[][] {{1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("iterations are paired");
  }

  @Test
  void anIterationThatWasStalledDoesNotMoveItsFork() {
    double[][] times = {{10, 11, 12}, {11, 12, 13}, {12, 13, 14}};
    double[][] stalled = {{10, 11, 900}, {11, 12, 13}, {12, 13, 700}};

    assertThat(bootstrap.mean(stalled).estimate()).isEqualTo(bootstrap.mean(times).estimate());
    assertThat(bootstrap.ratio(stalled, times).estimate()).isEqualTo(1);
  }

  @Test
  void anIntervalLeansToTheLongTail() {
    Interval mean = bootstrap.mean(new double[][] {{10}, {10.1}, {10.2}, {10.1}, {14}});

    assertThat(mean.high() - mean.estimate()).isGreaterThan(mean.estimate() - mean.low());
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    double[][] times = nested(5, TRUE_MEAN, 5, 2, new Random(4));

    assertThat(bootstrap.mean(times)).isEqualTo(new HierarchicalBootstrap(0.95, 1).mean(times));
    assertThat(bootstrap.mean(times)).isNotEqualTo(new HierarchicalBootstrap(0.95, 2).mean(times));
  }

  @Test
  void moreConfidenceMakesAWiderInterval() {
    double[][] times = nested(5, TRUE_MEAN, 5, 2, new Random(4));
    Interval surer = new HierarchicalBootstrap(0.99, 1).mean(times);

    assertThat(surer.low()).isLessThan(bootstrap.mean(times).low());
    assertThat(surer.high()).isGreaterThan(bootstrap.mean(times).high());
  }

  @Test
  void oneRoundHasAnEstimateAndNoInterval() {
    double[][] one = {{1, 2, 3}};

    Interval mean = bootstrap.mean(one);

    assertThat(mean.estimate()).isEqualTo(2);
    assertThat(mean.isKnown()).isFalse();
    assertThat(mean.isAbove(0)).isFalse();
    assertThat(bootstrap.ratio(one, one).estimate()).isEqualTo(1);
    assertThat(bootstrap.ratio(one, one).isKnown()).isFalse();
  }

  @Test
  void equalTimesGiveAnIntervalOfNoWidth() {
    double[][] equal = {{7, 7}, {7, 7}, {7, 7}};

    assertThat(bootstrap.mean(equal)).isEqualTo(new Interval(7, 7, 7));
    assertThat(bootstrap.difference(equal, equal)).isEqualTo(new Interval(0, 0, 0));
    assertThat(bootstrap.ratio(equal, equal)).isEqualTo(new Interval(1, 1, 1));
  }

  @Test
  void aRatioToZeroIsNotANumberAndDecidesNothing() {
    double[][] times = {{1}, {2}};
    double[][] zero = {{0}, {0}};

    Interval ratio = bootstrap.ratio(times, zero);

    assertThat(ratio.estimate()).isNaN();
    assertThat(ratio.isKnown()).isFalse();
    assertThat(ratio.isAbove(1) || ratio.isBelow(1)).isFalse();
  }

  @Test
  void samplesThatCannotBeComparedAreRefused() {
    double[][] two = {{1}, {2}};

    assertThatThrownBy(() -> bootstrap.ratio(two, new double[][] {{1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("paired by round");
    assertThatThrownBy(() -> bootstrap.mean(new double[0][]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bootstrap.mean(new double[][] {{}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HierarchicalBootstrap(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double[][] nested(
      int rounds, double mean, double betweenForks, double withinForks, Random random) {
    double[][] times = new double[rounds][ITERATIONS];
    for (double[] round : times) {
      double fork = mean + betweenForks * random.nextGaussian();
      Arrays.setAll(round, i -> fork + withinForks * random.nextGaussian());
    }
    return times;
  }

  private static double studentWidth(double[][] times) {
    double[] forks = Arrays.stream(times).mapToDouble(new Median()::evaluate).toArray();
    double mean = DoubleStream.of(forks).average().orElseThrow();
    double variance =
        DoubleStream.of(forks).map(m -> (m - mean) * (m - mean)).sum() / (forks.length - 1);
    double t = new TDistribution(forks.length - 1).inverseCumulativeProbability(0.975);
    return 2 * t * Math.sqrt(variance / forks.length);
  }
}
