package dev.ifsbench.track.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ifsbench.track.series.JmhText;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.SimulatedForks;
import dev.ifsbench.track.stats.SimulatedForks.ForkNoise;
import dev.ifsbench.track.stats.SimulatedForks.IterationNoise;
import dev.ifsbench.track.stats.Verdict;
import dev.ifsbench.track.store.MemoryRun;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunComparisonTest {
  private static final ComparisonMethod APART =
      new ComparisonMethod(Estimator.ofMedians(Pairing.NONE, 0.95), 0.02);
  private static final ComparisonMethod PAIRED =
      new ComparisonMethod(Estimator.ofMedians(Pairing.BLOCKS, 0.95), 0.02);

  @ParameterizedTest
  @CsvSource({
    "avgt, ns/op, 1.10, SLOWER",
    "avgt, ns/op, 0.90, FASTER",
    "sample, us/op, 1.10, SLOWER",
    "ss, ms/op, 0.90, FASTER",
    "thrpt, ops/s, 1.10, FASTER",
    "thrpt, ops/s, 0.90, SLOWER",
    "avgt, ns/op, 1.00, EQUAL",
    "thrpt, ops/s, 1.00, EQUAL"
  })
  void theVerdictFollowsTheModesDirection(String mode, String unit, double ratio, Verdict expected)
      throws Exception {
    RunComparison comparison =
        compare(
            new JmhText().with("a", mode, unit, JmhText.forks(10, 100, 0.01, 1)),
            new JmhText().with("a", mode, unit, JmhText.forks(10, 100 * ratio, 0.01, 2)));

    SeriesComparison row = comparison.rows().get(0);
    assertThat(row.verdict()).isEqualTo(expected);
    assertThat(row.ratio().estimate()).isCloseTo(ratio, within(0.02));
    assertThat(row.difference().estimate()).isCloseTo(100 * ratio - 100, within(2.0));
    assertThat(row.moreForks()).isEmpty();
  }

  @Test
  void sidesThatTookTurnsAreToldApartDespiteADriftThatBothShare() throws Exception {
    double[][] before = {{100, 90}, {130, 140}, {80, 82}, {110, 115}};
    double[][] after = new double[before.length][];
    Arrays.setAll(after, i -> DoubleStream.of(before[i]).map(time -> time * 1.05).toArray());
    JmhText first = new JmhText().with("a", "avgt", "ns/op", before);
    JmhText second = new JmhText().with("a", "avgt", "ns/op", after);

    SeriesComparison apart = compare(first, second).rows().get(0);
    SeriesComparison paired = compare(first, second, PAIRED).rows().get(0);

    assertThat(apart.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(paired.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(paired.ratio().low()).isCloseTo(1.05, within(0.002));
  }

  @Test
  void blocksWithoutAPartnerDecideNothing() throws Exception {
    SeriesComparison row =
        compare(
                new JmhText().with("a", "avgt", "ns/op", new double[][] {{1, 1}, {1, 1}, {1, 1}}),
                new JmhText().with("a", "avgt", "ns/op", new double[][] {{9, 9}, {9, 9}, {9}}),
                PAIRED)
            .rows()
            .get(0);

    assertThat(row.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(row.objection()).hasValue("its sides did not take turns: blocks lack a partner");
  }

  @Test
  void unitsOfOneKindAreConverted() throws Exception {
    RunComparison times =
        compare(
            new JmhText().with("a", "avgt", "us/op", JmhText.forks(5, 2, 0.01, 1)),
            new JmhText().with("a", "avgt", "ns/op", JmhText.forks(5, 2000, 0.01, 1)));
    RunComparison rates =
        compare(
            new JmhText().with("a", "thrpt", "ops/ms", JmhText.forks(5, 3, 0.01, 1)),
            new JmhText().with("a", "thrpt", "ops/s", JmhText.forks(5, 3000, 0.01, 1)));

    assertThat(times.rows().get(0).ratio().estimate()).isCloseTo(1, within(1e-9));
    assertThat(times.rows().get(0).unit()).hasToString("us/op");
    assertThat(rates.rows().get(0).ratio().estimate()).isCloseTo(1, within(1e-9));
  }

  @Test
  void unitsOfDifferentKindsDecideNothing() throws Exception {
    RunComparison comparison =
        compare(
            new JmhText().with("a", "avgt", "ns/op", JmhText.forks(5, 2, 0.01, 1)),
            new JmhText().with("a", "avgt", "B/op", JmhText.forks(5, 3, 0.01, 1)));

    SeriesComparison row = comparison.rows().get(0);
    assertThat(row.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(row.objection()).hasValue("its unit was ns/op and is B/op");
  }

  @Test
  void twoForksDecideNothingHoweverFarApart() throws Exception {
    RunComparison comparison =
        compare(
            new JmhText().with("a", "avgt", "ns/op", new double[][] {{1, 1}, {1, 1}}),
            new JmhText().with("a", "avgt", "ns/op", new double[][] {{9, 9}, {9, 9}, {9, 9}}));

    SeriesComparison row = comparison.rows().get(0);
    assertThat(row.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(row.moreForks()).hasValue(1);
    assertThat(row.forksBefore()).isEqualTo(2);
  }

  @Test
  void whatFailedDecidesNothing() throws Exception {
    RunComparison comparison =
        compare(
            new JmhText().with("a", "avgt", "ns/op", JmhText.forks(5, 2, 0.01, 1)),
            new JmhText().with("a", "avgt", "ns/op", new double[][] {{1}, {Double.NaN}, {2}}));

    assertThat(comparison.rows().get(0).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(comparison.rows().get(0).objection()).hasValue("after: an iteration gave no number");
  }

  @Test
  void whatOnlyOneRunHasIsNamed() throws Exception {
    RunComparison comparison =
        compare(
            new JmhText()
                .with("a", "avgt", "ns/op", JmhText.forks(3, 2, 0.01, 1))
                .with("b", "avgt", "ns/op", JmhText.forks(3, 2, 0.01, 1)),
            new JmhText()
                .with("b", "avgt", "ns/op", JmhText.forks(3, 2, 0.01, 1))
                .with("b", "thrpt", "ops/s", JmhText.forks(3, 2, 0.01, 1)));

    assertThat(comparison.rows()).hasSize(1);
    assertThat(comparison.onlyBefore())
        .extracting(Object::toString)
        .containsExactly("a size=10 avgt");
    assertThat(comparison.onlyAfter())
        .extracting(Object::toString)
        .containsExactly("b size=10 thrpt");
  }

  /** A difference that one comparison would find at 5% is not found among forty of equals. */
  @Test
  void amongManyComparisonsMoreIsAskedOfEach() throws Exception {
    double[][] before = JmhText.forks(4, 100, 0.02, 3);
    double[][] after = JmhText.forks(4, 106, 0.02, 4);
    JmhText left = new JmhText().with("it", "avgt", "ns/op", before);
    JmhText right = new JmhText().with("it", "avgt", "ns/op", after);
    SeriesComparison alone = compare(left, right).rows().get(0);
    for (int i = 0; i < 40; i++) {
      left.with("other" + i, "avgt", "ns/op", before);
      right.with("other" + i, "avgt", "ns/op", before);
    }
    SeriesComparison among = compare(left, right).rows().get(0);

    assertThat(alone.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(among.ratio()).isEqualTo(alone.ratio());
    assertThat(among.pValue()).isEqualTo(alone.pValue());
    assertThat(among.adjustedPValue()).isGreaterThan(0.05);
    assertThat(among.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void filesComparedWithThemselvesShowADifferenceInAtMostFivePercent() throws Exception {
    assertThat(falseDiscoveries(300)).isLessThan(fivePercentBy(300));
  }

  @Test
  @Tag("slow")
  void manyFilesComparedWithThemselvesShowADifferenceInAtMostFivePercent() throws Exception {
    assertThat(falseDiscoveries(5000)).isLessThan(fivePercentBy(5000));
  }

  /** Five percent, and the three standard errors that so many tries may be off. */
  private static double fivePercentBy(int tries) {
    return 0.05 + 3 * Math.sqrt(0.05 * 0.95 / tries);
  }

  /** The share of files of 20 benchmarks, with outliers, in which anything is found. */
  private static double falseDiscoveries(int files) throws UnusableRunException {
    Random random = new Random(20);
    int found = 0;
    for (int file = 0; file < files; file++) {
      JmhText before = new JmhText();
      JmhText after = new JmhText();
      for (int i = 0; i < 20; i++) {
        before.with("b" + i, "avgt", "ns/op", drawn(random));
        after.with("b" + i, "avgt", "ns/op", drawn(random));
      }
      found +=
          compare(before, after).rows().stream()
                  .map(SeriesComparison::verdict)
                  .anyMatch(each -> each == Verdict.FASTER || each == Verdict.SLOWER)
              ? 1
              : 0;
    }
    return found / (double) files;
  }

  private static double[][] drawn(Random random) {
    return SimulatedForks.drawn(
        ForkNoise.NORMAL_1_PERCENT, IterationNoise.OUTLIERS_8_PERCENT, 5, 5, random);
  }

  @Test
  void undecidedSaysHowManyMoreForksAreNeeded() throws Exception {
    SeriesComparison row =
        compare(
                new JmhText().with("a", "avgt", "ns/op", new double[][] {{95}, {100}, {105}}),
                new JmhText().with("a", "avgt", "ns/op", new double[][] {{96}, {101}, {106}}))
            .rows()
            .get(0);

    assertThat(row.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(row.moreForks().orElseThrow()).isGreaterThan(3);
  }

  @Test
  void moreAllocationIsWorseAndLessIsBetterAndNoneIsEqualToNone() throws Exception {
    assertThat(allocation(0, 0).word()).isEqualTo("equal");
    assertThat(allocation(0, 24).word()).isEqualTo("worse");
    assertThat(allocation(24, 0).word()).isEqualTo("better");
    assertThat(allocation(24, 48).word()).isEqualTo("worse");
    assertThat(allocation(48, 24).word()).isEqualTo("better");
    assertThat(allocation(24, 24).word()).isEqualTo("equal");
  }

  @Test
  void whatWasZeroHasLevelsAndNoRatio() throws Exception {
    SeriesComparison row = allocation(0, 24);

    assertThat(row.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(row.before().estimate()).isZero();
    assertThat(row.after().estimate()).isCloseTo(24, within(1e-3));
    assertThat(row.ratio().estimate()).isNaN();
    assertThat(row.objection()).isEmpty();
    assertThat(row.withoutRatio()).hasValue("it was 0 and is 24 B/op");
  }

  private static SeriesComparison allocation(double before, double after)
      throws UnusableRunException {
    return RunComparison.of(allocating(before), allocating(after), APART).rows().get(1);
  }

  /** With a millionth of scatter, as allocation has it. */
  private static RunResults allocating(double bytes) throws UnusableRunException {
    return RunResults.read(
        new MemoryRun("run")
            .with(
                RunFolder.JMH_RESULT,
                new JmhText()
                    .measuring("gc.alloc.rate.norm", "B/op", JmhText.forks(5, bytes, 1e-6, 1))
                    .with("a", "thrpt", "ops/s", JmhText.forks(5, 100, 0.01, 1))
                    .toString()),
        "gc.alloc.rate.norm"::equals);
  }

  private static RunComparison compare(JmhText before, JmhText after) throws UnusableRunException {
    return compare(before, after, APART);
  }

  private static RunComparison compare(JmhText before, JmhText after, ComparisonMethod settings)
      throws UnusableRunException {
    return RunComparison.of(
        MemoryRun.read("before", before), MemoryRun.read("after", after), settings);
  }
}
