package dev.ifsbench.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpairedBootstrapTest {
  private static final double SPEED_UP = 1.05;

  private final UnpairedBootstrap bootstrap = new UnpairedBootstrap(0.95, 1);

  /** R's data set "sleep": t.test(extra ~ group) gives [-3.365, 0.205] for the first group. */
  private static final double[][] SLEEP_1 =
      forks(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);

  private static final double[][] SLEEP_2 =
      forks(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);

  @Test
  void theIntervalIsAsWideAsWelchsInPublishedExample() {
    Interval difference = bootstrap.difference(SLEEP_1, SLEEP_2).interval();

    assertThat(difference.estimate()).isCloseTo(1.58, within(1e-12));
    assertThat(difference.high() - difference.low())
        .isCloseTo(3.365483230711636 + 0.20548323071163632, within(1e-9));
    // Welch's is symmetric; this one leans a little.
    assertThat(difference.low()).isCloseTo(-0.205, within(0.35));
  }

  /** From SciPy 1.16: ttest_ind of the logarithms, equal_var=False, confidence_interval(0.99). */
  @Test
  void theRatioIsWelchsOnLogarithms() {
    double[][] before = forks(100.2, 101.9, 99.4, 103.0);
    double[][] after = forks(105.1, 104.2, 108.8, 104.0, 107.7);

    Interval ratio = new UnpairedBootstrap(0.99, 1).ratio(before, after).interval();

    assertThat(Math.log(ratio.high() / ratio.low()))
        .isCloseTo(0.0891701092570516 - 0.00409976532823552, within(1e-9));
    assertThat(Math.log(ratio.estimate()))
        .isCloseTo((0.0891701092570516 + 0.00409976532823552) / 2, within(1e-9));
    assertThat(bootstrap.ratio(before, after).pValue(1)).isCloseTo(0.0064, within(0.004));
  }

  @ParameterizedTest(name = "{0} and {1} forks, scatter {2} and {3}")
  @CsvSource({"3, 3, 0.05, 0.05", "3, 10, 0.05, 0.05", "4, 4, 0.02, 0.10", "10, 10, 0.05, 0.05"})
  void intervalsCoverTheTruthAsOftenAsPromised(
      int before, int after, double scatterBefore, double scatterAfter) {
    int trials = 400;
    // Three standard errors of a share of 95%.
    double chance = 3 * Math.sqrt(0.95 * 0.05 / trials);

    Coverage coverage = simulate(trials, before, after, scatterBefore, scatterAfter);

    assertThat(coverage.ofDifference).isBetween(0.93 - chance, 0.97 + chance);
    assertThat(coverage.ofRatio).isBetween(0.93 - chance, 0.97 + chance);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0} and {1} forks, scatter {2} and {3}")
  @CsvSource({
    "3, 3, 0.05, 0.05",
    "3, 3, 0.02, 0.10",
    "3, 10, 0.05, 0.05",
    "3, 10, 0.02, 0.10",
    "3, 10, 0.10, 0.02",
    "4, 4, 0.05, 0.05",
    "4, 4, 0.02, 0.10",
    "7, 4, 0.05, 0.05",
    "7, 4, 0.02, 0.10",
    "5, 5, 0.05, 0.05",
    "5, 5, 0.02, 0.10",
    "10, 10, 0.05, 0.05",
    "10, 10, 0.02, 0.10"
  })
  void intervalsCoverTheTruthIn93To97Percent(
      int before, int after, double scatterBefore, double scatterAfter) {
    int trials = 10_000;
    Coverage coverage = simulate(trials, before, after, scatterBefore, scatterAfter);
    System.out.printf(
        "%d and %d forks, scatter %.2f and %.2f: difference %.1f%%, ratio %.1f%%%n",
        before,
        after,
        scatterBefore,
        scatterAfter,
        100 * coverage.ofDifference,
        100 * coverage.ofRatio);

    assertThat(coverage.ofDifference).isBetween(0.93, 0.97);
    assertThat(coverage.ofRatio).isBetween(0.93, 0.97);
  }

  private record Coverage(double ofDifference, double ofRatio) {}

  /** Forks that are log-normal around 100 before and 105 after, and iterations around these. */
  private Coverage simulate(
      int trials, int before, int after, double scatterBefore, double scatterAfter) {
    Random random = new Random(before * 31L + after);
    double trueDifference =
        100 * SPEED_UP * Math.exp(scatterAfter * scatterAfter / 2)
            - 100 * Math.exp(scatterBefore * scatterBefore / 2);
    int differences = 0;
    int ratios = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[][] left = nested(before, 100, scatterBefore, random);
      double[][] right = nested(after, 100 * SPEED_UP, scatterAfter, random);
      differences += covers(bootstrap.difference(left, right), trueDifference) ? 1 : 0;
      ratios += covers(bootstrap.ratio(left, right), SPEED_UP) ? 1 : 0;
    }
    return new Coverage(differences / (double) trials, ratios / (double) trials);
  }

  private static boolean covers(Effect effect, double truth) {
    return !effect.interval().isAbove(truth) && !effect.interval().isBelow(truth);
  }

  private static double[][] nested(int forks, double median, double scatter, Random random) {
    double[][] values = new double[forks][5];
    for (double[] fork : values) {
      double middle = median * Math.exp(scatter * random.nextGaussian());
      Arrays.setAll(fork, i -> middle * (1 + 0.02 * random.nextGaussian()));
    }
    return values;
  }

  @Test
  void thePValueOfAnEndOfTheIntervalIsOneMinusTheConfidence() {
    Effect ratio = bootstrap.ratio(forks(10, 10.5, 10.2, 11.9), forks(11, 11.4, 14, 12));

    assertThat(ratio.pValue(ratio.interval().low())).isCloseTo(0.05, within(1e-9));
    assertThat(ratio.pValue(ratio.interval().high())).isCloseTo(0.05, within(1e-9));
    assertThat(ratio.pValue(ratio.interval().estimate())).isEqualTo(1);
    assertThat(ratio.pValue(ratio.interval().low() / 2)).isLessThan(0.05);
  }

  @Test
  void aSlowDownOfAllForksOfOneRunIsNoPairing() {
    double[][] before = forks(10, 20, 30, 40);
    double[][] after = forks(11, 22, 33, 44);

    assertThat(bootstrap.ratio(before, after).interval().isAbove(1)).isFalse();
    assertThat(new HierarchicalBootstrap(0.95, 1).ratio(after, before).isAbove(1)).isTrue();
  }

  @Test
  void oneForkHasAnEstimateAndNoInterval() {
    Effect effect = bootstrap.ratio(forks(10), forks(11, 12, 13));

    assertThat(effect.interval().estimate()).isGreaterThan(1);
    assertThat(effect.interval().isKnown()).isFalse();
    assertThat(effect.pValue(1)).isEqualTo(1);
  }

  @Test
  void forksWithoutScatterGiveAnIntervalOfNoWidth() {
    Effect same = bootstrap.difference(forks(7, 7, 7), forks(7, 7, 7));
    Effect other = bootstrap.difference(forks(7, 7, 7), forks(8, 8, 8));

    assertThat(same.interval()).isEqualTo(new Interval(0, 0, 0));
    assertThat(same.pValue(0)).isEqualTo(1);
    assertThat(other.interval()).isEqualTo(new Interval(1, 1, 1));
    assertThat(other.pValue(0)).isZero();
  }

  @Test
  void aRatioToZeroIsNotANumberAndDecidesNothing() {
    Effect effect = bootstrap.ratio(forks(0, 0, 0), forks(1, 2, 3));

    assertThat(effect.interval().estimate()).isNaN();
    assertThat(effect.pValue(1)).isEqualTo(1);
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    double[][] before = forks(10, 10.5, 10.2, 11.9);
    double[][] after = forks(11, 11.4, 14, 12);

    assertThat(bootstrap.ratio(before, after).interval())
        .isEqualTo(new UnpairedBootstrap(0.95, 1).ratio(before, after).interval())
        .isNotEqualTo(new UnpairedBootstrap(0.95, 2).ratio(before, after).interval());
  }

  @Test
  void theForksRecommendedSettleTheMatterInAboutFourOfFiveCases() {
    double distance = Math.log(1.05);
    double[][] before = forks(95, 100, 105);
    double[][] after = forks(100, 105, 110.25);
    int forks = 3 + bootstrap.moreForks(before, after, distance).orElseThrow();
    Random random = new Random(7);
    int settled = 0;
    int trials = 300;
    for (int trial = 0; trial < trials; trial++) {
      Interval ratio =
          bootstrap
              .ratio(nested(forks, 100, 0.05, random), nested(forks, 105, 0.05, random))
              .interval();
      settled += ratio.isAbove(1) ? 1 : 0;
    }
    assertThat(forks).isBetween(15, 20);
    assertThat(settled / (double) trials).isBetween(0.7, 0.9);
  }

  @Test
  void moreForksThanAnybodyRunsAreNotRecommended() {
    double[][] wild = forks(10, 100, 1000);

    assertThat(bootstrap.moreForks(wild, wild, 0.01)).isEmpty();
    assertThat(bootstrap.moreForks(forks(10), wild, 0.01)).hasValue(2);
  }

  @Test
  void samplesWithoutNumbersAreRefused() {
    assertThatThrownBy(() -> bootstrap.ratio(new double[0][], forks(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bootstrap.difference(forks(1), new double[][] {{}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UnpairedBootstrap(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** One iteration each. */
  private static double[][] forks(double... values) {
    return DoubleStream.of(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }
}
