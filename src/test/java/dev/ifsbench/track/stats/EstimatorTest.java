package dev.ifsbench.track.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatorTest {
  private static final Offset<Double> EXACTLY = within(1e-9);

  private final Estimator apart = Estimator.ofMedians(Pairing.NONE, 0.95);
  private final Estimator byRounds = Estimator.ofMedians(Pairing.ROUNDS, 0.95);
  private final Estimator byBlocks = Estimator.ofMedians(Pairing.BLOCKS, 0.95);

  /** R's data set "sleep". */
  private static final double[][] SLEEP_1 =
      forks(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);

  private static final double[][] SLEEP_2 =
      forks(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);

  /** From SciPy 1.17: ttest_ind(SLEEP_1, SLEEP_2, equal_var=False, trim=0.1). */
  @Test
  void theDifferenceOfIndependentForksIsYuensOnAPublishedDataSet() {
    Effect effect = apart.difference(SLEEP_1, SLEEP_2);

    assertThat(effect.estimate() / effect.standardError())
        .isCloseTo(1.5679976294502913, within(1e-9));
  }

  /** From R: t.test(extra ~ group, paired = TRUE), of the first nine patients. */
  @Test
  void theDifferenceOfFewPairedForksIsStudentsOnAPublishedDataSet() {
    Effect effect = byRounds.difference(Arrays.copyOf(SLEEP_1, 9), Arrays.copyOf(SLEEP_2, 9));

    assertThat(effect.degreesOfFreedom()).isEqualTo(8);
    assertThat(effect.estimate() / effect.standardError())
        .isCloseTo(3.6841418709760143, within(1e-9));
    assertThat(effect.pValue(0)).isCloseTo(0.006182145173983766, within(1e-9));
  }

  /** From SciPy 1.17: ttest_ind of the logarithms, equal_var=False. */
  @Test
  void theRatioOfFewForksIsWelchsOnLogarithms() {
    double[][] before = forks(100.2, 101.9, 99.4, 103.0);
    double[][] after = forks(105.1, 104.2, 108.8, 104.0, 107.7);

    Effect ratio = apart.ratio(before, after);

    assertThat(ratio.estimate() / ratio.standardError()).isCloseTo(3.837251618817417, within(1e-9));
    assertThat(ratio.interval().isAbove(1)).isTrue();
  }

  @Test
  void stalledIterationsDoNotMakeARegression() {
    double[][] before = {
      {100, 100, 100.2, 100.1, 100.3}, {102, 102.1, 101.9, 102, 102.2}, {98, 98.1, 97.9, 98, 98.2}
    };
    double[][] after = {
      {103.1, 103, 103.2, 170, 180}, {105, 105.1, 104.9, 160, 190}, {101, 101.1, 100.9, 150, 200}
    };

    SampleChange change = SampleChange.of(before, after, apart);

    // Welch's t of the logarithms of 100.1, 102, 98 and 103.2, 105.1, 101.1.
    assertThat(change.pValue()).isBetween(0.1, 0.15);
    assertThat(change.verdict(0.01)).isEqualTo(Verdict.UNDECIDED);
    // The mean does not tell the same story, and the row says so.
    assertThat(change.otherRatio())
        .hasValueSatisfying(mean -> assertThat(mean.isAbove(1.2)).isTrue());
  }

  @Test
  void aLevelIsAGeometricMeanWhoseIntervalNeverReachesZero() {
    Interval level = apart.level(forks(1, 10, 100));

    assertThat(level.estimate()).isCloseTo(10, EXACTLY);
    assertThat(level.low()).isPositive();
    assertThat(level.high() / level.estimate())
        .isCloseTo(level.estimate() / level.low(), within(1e-6));
  }

  @Test
  void aLevelThatCanBeZeroIsAnArithmeticMean() {
    Interval level = apart.level(forks(0, 1, 2));

    assertThat(level.estimate()).isCloseTo(1, EXACTLY);
    assertThat(level.low()).isNegative();
  }

  @Test
  void forksThatAgreeToTheLastDigitAreNotCertain() {
    SampleChange change =
        SampleChange.of(forks(115.0, 115.0, 115.0), forks(115.1, 115.1, 115.1), apart);

    assertThat(change.pValue()).isGreaterThan(0.05);
    assertThat(change.verdict(0.01)).isEqualTo(Verdict.EQUAL);
    assertThat(change.ratio().interval().low()).isLessThan(1);
  }

  @Test
  void forksThatAgreeToTheLastDigitStillDifferIfTheyAreManyDigitsApart() {
    SampleChange change = SampleChange.of(forks(7, 7, 7), forks(8, 8, 8), apart);

    assertThat(change.verdict(0.01)).isEqualTo(Verdict.SLOWER);
    assertThat(change.pValue()).isPositive();
  }

  @Test
  void oneStepOfACoarseTimerIsNoDifference() {
    double[][] before = {{100, 200, 200}, {200, 200, 300}, {200, 100, 200}};
    double[][] after = {{300, 300, 200}, {300, 300, 400}, {300, 300, 300}};

    assertThat(SampleChange.of(before, after, apart).verdict(0.01)).isEqualTo(Verdict.UNDECIDED);
  }

  @ParameterizedTest
  @EnumSource(Pairing.class)
  void noPValueIsEverZero(Pairing pairing) {
    double[][] before = forks(DoubleStream.generate(() -> 1e-9).limit(60).toArray());
    double[][] after = forks(DoubleStream.generate(() -> 1e9).limit(60).toArray());

    SampleChange change = SampleChange.of(before, after, Estimator.ofMedians(pairing, 0.95));

    assertThat(change.ratio().pValue(1)).isPositive();
    assertThat(change.difference().pValue(0)).isPositive();
  }

  @Test
  void thePValueOfAnEndOfTheIntervalIsOneMinusTheConfidence() {
    Effect ratio = apart.ratio(forks(10, 10.5, 10.2, 11.9), forks(11, 11.4, 14, 12));

    assertThat(ratio.pValue(ratio.interval().low())).isCloseTo(0.05, EXACTLY);
    assertThat(ratio.pValue(ratio.interval().high())).isCloseTo(0.05, EXACTLY);
    assertThat(ratio.pValue(ratio.interval().estimate())).isCloseTo(1, EXACTLY);
    assertThat(ratio.pValue(ratio.interval().low() / 2)).isLessThan(0.05);
  }

  @Test
  void driftCommonToARoundCancelsInTheRatio() {
    Random random = new Random(3);
    double[][] times = new double[5][5];
    double[][] reference = new double[5][5];
    for (int round = 0; round < times.length; round++) {
      double drift = 1 + 0.3 * round;
      Arrays.setAll(times[round], i -> 102 * drift * (1 + 0.001 * random.nextGaussian()));
      Arrays.setAll(reference[round], i -> 100 * drift * (1 + 0.001 * random.nextGaussian()));
    }

    Interval ratio = byRounds.ratio(reference, times).interval();

    assertThat(ratio.estimate()).isCloseTo(1.02, within(0.002));
    assertThat(ratio.isAbove(1)).isTrue();
    assertThat(ratio.high() - ratio.low()).isLessThan(0.01);
    assertThat(byRounds.level(times).high() - byRounds.level(times).low()).isGreaterThan(50);
    assertThat(apart.ratio(reference, times).interval().isAbove(1)).isFalse();
  }

  @Test
  void driftThatIsCommonToPairsIsNoDifference() {
    double[][] times = {{11, 22, 44}, {33, 22, 11}, {22, 44, 88}};
    double[][] reference = {{10, 20, 40}, {30, 20, 10}, {20, 40, 80}};

    assertThat(byBlocks.ratio(reference, times).interval().estimate()).isCloseTo(1.1, EXACTLY);
    assertThat(byBlocks.difference(reference, reference).interval().estimate()).isZero();
  }

  @Test
  void aStallThatFallsOnOneOfAPairDoesNotMoveTheResult() {
    double[][] reference = {{10, 20, 30, 40, 50}, {50, 40, 30, 20, 10}, {30, 10, 50, 20, 40}};
    double[][] later = {{11, 21, 31, 41, 51}, {51, 900, 31, 21, 11}, {31, 11, 51, 700, 800}};
    double[][] slower = {{11, 22, 33, 44, 55}, {55, 44, 900, 22, 11}, {33, 800, 700, 22, 44}};

    assertThat(byBlocks.difference(reference, later).interval().estimate()).isEqualTo(1);
    assertThat(byBlocks.ratio(reference, slower).interval().estimate()).isCloseTo(1.1, EXACTLY);
  }

  @Test
  void theMeanSeesWhatTheMedianDoesNot() {
    double[][] plain = {{100, 100, 100}, {101, 101, 101}, {99, 99, 99}};
    double[][] stalled = {{100, 100, 400}, {101, 101, 401}, {99, 99, 399}};

    SampleChange change = SampleChange.of(plain, stalled, apart);

    assertThat(change.ratio().interval().estimate()).isCloseTo(1, EXACTLY);
    assertThat(change.otherRatio())
        .hasValueSatisfying(mean -> assertThat(mean.estimate()).isCloseTo(2, within(0.001)));
    assertThat(SampleChange.of(plain, plain, apart).otherRatio()).isEmpty();
  }

  @Test
  void skewedForksOfVeryUnequalNumberAreSaidToClaimTooMuch() {
    double[] skewed = new double[30];
    Arrays.setAll(skewed, i -> 100 + (i < 27 ? i % 3 : 40 * (i - 26)));
    double[] even = new double[30];
    Arrays.setAll(even, i -> 100 + i % 5);

    assertThat(apart.ratio(forks(100, 101, 102), forks(skewed)).skewed()).isTrue();
    assertThat(apart.ratio(forks(skewed), forks(skewed)).skewed()).isFalse();
    assertThat(apart.ratio(forks(100, 101, 102), forks(even)).skewed()).isFalse();
  }

  @Test
  void moreConfidenceMakesAWiderInterval() {
    Estimator surer = Estimator.ofMedians(Pairing.NONE, 0.99);

    assertThat(surer.level(SLEEP_2).low()).isLessThan(apart.level(SLEEP_2).low());
    assertThat(surer.level(SLEEP_2).high()).isGreaterThan(apart.level(SLEEP_2).high());
  }

  @Test
  void oneForkHasAnEstimateAndNoInterval() {
    Effect effect = apart.ratio(forks(10), forks(11, 12, 13));

    assertThat(effect.interval().estimate()).isGreaterThan(1);
    assertThat(effect.interval().isKnown()).isFalse();
    assertThat(effect.pValue(1)).isEqualTo(1);
    assertThat(apart.level(forks(2)).estimate()).isCloseTo(2, EXACTLY);
    assertThat(apart.level(forks(2)).isKnown()).isFalse();
    assertThat(byBlocks.ratio(forks(2), forks(2)).interval().isKnown()).isFalse();
  }

  @Test
  void aRatioToZeroIsNotANumberAndDecidesNothing() {
    Effect effect = apart.ratio(forks(0, 0, 0), forks(1, 2, 3));

    assertThat(effect.interval().estimate()).isNaN();
    assertThat(effect.interval().isKnown()).isFalse();
    assertThat(effect.pValue(1)).isEqualTo(1);
  }

  @Test
  void theForksRecommendedSettleTheMatterInAboutFourOfFiveCases() {
    double distance = Math.log(1.05);
    double[][] before = forks(95, 100, 105);
    double[][] after = forks(100, 105, 110.25);
    int forks = 3 + apart.moreForks(before, after, distance).orElseThrow();
    Random random = new Random(7);
    int settled = 0;
    int trials = 300;
    for (int trial = 0; trial < trials; trial++) {
      double[][] left = normal(forks, 100, random);
      double[][] right = normal(forks, 105, random);
      settled += apart.ratio(left, right).interval().isAbove(1) ? 1 : 0;
    }
    assertThat(forks).isBetween(15, 20);
    assertThat(settled / (double) trials).isBetween(0.7, 0.9);
  }

  @Test
  void moreForksThanAnybodyRunsAreNotRecommended() {
    double[][] wild = forks(10, 100, 1000);

    assertThat(apart.moreForks(wild, wild, 0.01)).isEmpty();
    assertThat(apart.moreForks(forks(10), wild, 0.01)).hasValue(2);
  }

  /** Of pairs there is one sample, of two sides two, and so many degrees of freedom. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void theForksRecommendedAreThoseOfTheirVarianceAndDegreesOfFreedom(int count) {
    double[][] before = Arrays.copyOf(forks(95, 100, 105, 99, 101), count);
    double[][] after = Arrays.copyOf(forks(101, 103, 113, 104, 108), count);
    double[] left = logarithms(before);
    double[] right = logarithms(after);
    double[] pairs = new double[count];
    Arrays.setAll(pairs, i -> right[i] - left[i]);
    double apartVariance = Moments.of(left).variance() + Moments.of(right).variance();
    double pairedVariance = Moments.of(pairs).variance();

    for (double distance : new double[] {0.01, 0.03, 0.05, 0.1}) {
      assertThat(apart.moreForks(before, after, distance))
          .isEqualTo(new ForksNeeded(0.95, apartVariance, n -> 2 * (n - 1)).more(count, distance));
      assertThat(byRounds.moreForks(before, after, distance))
          .isEqualTo(new ForksNeeded(0.95, pairedVariance, n -> n - 1).more(count, distance));
    }
  }

  private static double[] logarithms(double[][] forks) {
    return Arrays.stream(forks).mapToDouble(fork -> Math.log(fork[0])).toArray();
  }

  @Test
  void twoForksAreEnoughToTellHowForksScatter() {
    assertThat(apart.variance(forks(10, 11)))
        .isCloseTo(Moments.of(logarithms(forks(10, 11))).variance(), within(1e-12));
    assertThat(byRounds.variance(forks(10, 11), forks(12, 14))).isPositive();
    assertThat(apart.variance(forks(10))).isNaN();
    assertThat(byRounds.variance(forks(10), forks(12))).isNaN();
    assertThat(apart.variance(forks(10, 0))).isNaN();
    assertThat(byRounds.variance(forks(10, 11), forks(12, 0))).isNaN();
  }

  @ParameterizedTest
  @EnumSource(Pairing.class)
  void twoForksOfEachSideHaveAnInterval(Pairing pairing) {
    Estimator estimator = Estimator.ofMedians(pairing, 0.95);

    assertThat(estimator.ratio(forks(10, 11), forks(12, 14)).interval().isKnown()).isTrue();
    assertThat(estimator.level(forks(10, 11)).isKnown()).isTrue();
    assertThat(apart.ratio(forks(10, 11), forks(12, 13, 14)).interval().isKnown()).isTrue();
    assertThat(apart.ratio(forks(12, 13, 14), forks(10, 11)).interval().isKnown()).isTrue();
    assertThat(apart.ratio(forks(12, 13, 14), forks(10)).interval().isKnown()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Pairing.class)
  void forksThatAgreeToTheLastDigitAreNotCertainWhateverTheirPairing(Pairing pairing) {
    Effect effect =
        Estimator.ofMedians(pairing, 0.95)
            .difference(forks(115.0, 115.0, 115.0), forks(115.1, 115.1, 115.1));

    assertThat(effect.pValue(0)).isGreaterThan(0.05);
    assertThat(effect.standardError()).isPositive();
  }

  @Test
  void samplesThatCannotBeComparedAreRefused() {
    double[][] none = new double[0][];
    assertThatThrownBy(() -> apart.level(none)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> apart.difference(none, forks(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> apart.ratio(none, forks(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> apart.ratio(forks(0), none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Estimator.ofMedians(Pairing.NONE, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> apart.ratio(new double[0][], forks(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> apart.difference(forks(1), new double[][] {{}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> byRounds.ratio(forks(1, 2), forks(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a partner is missing");
    assertThatThrownBy(() -> byBlocks.ratio(new double[][] {{1, 2}}, new double[][] {{1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a partner is missing");
    assertThatThrownBy(() -> Estimator.ofMedians(Pairing.NONE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double[][] normal(int forks, double mean, Random random) {
    return forks(
        DoubleStream.generate(() -> mean * Math.exp(0.05 * random.nextGaussian()))
            .limit(forks)
            .toArray());
  }

  /** One iteration each. */
  private static double[][] forks(double... values) {
    return DoubleStream.of(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }
}
