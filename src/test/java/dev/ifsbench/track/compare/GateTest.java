package dev.ifsbench.track.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ifsbench.track.compare.GateFinding.Outcome;
import dev.ifsbench.track.series.JmhText;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Percentile;
import dev.ifsbench.track.stats.Statistic;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.MemoryRun;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final ComparisonMethod METHOD =
      new ComparisonMethod(Estimator.ofMedians(Pairing.NONE, 0.95), Double.NaN);
  private static final double[][] EXACT = {{100, 100}, {100, 100}, {100, 100}};

  @ParameterizedTest
  @CsvSource({
    "avgt, ns/op, 1.00, 0.002, PASSED",
    "avgt, ns/op, 0.50, 0.010, PASSED",
    "avgt, ns/op, 1.02, 0.002, PASSED",
    "avgt, ns/op, 1.10, 0.010, REGRESSED",
    "avgt, ns/op, 1.03, 0.010, UNDECIDED",
    "avgt, ns/op, 1.00, 0.100, UNDECIDED",
    "thrpt, ops/s, 1.00, 0.002, PASSED",
    "thrpt, ops/s, 2.00, 0.010, PASSED",
    "thrpt, ops/s, 0.90, 0.010, REGRESSED",
    "thrpt, ops/s, 0.97, 0.010, UNDECIDED"
  })
  void aRunPassesOnlyIfTheWholeIntervalIsBetterThanTheLimit(
      String mode, String unit, double ratio, double scatter, Outcome expected) throws Exception {
    List<GateFinding> findings =
        judge(
            new JmhText().with("a", mode, unit, JmhText.forks(8, 100, scatter, 1)),
            new JmhText().with("a", mode, unit, JmhText.forks(8, 100 * ratio, scatter, 2)));

    assertThat(findings).extracting(GateFinding::outcome).containsExactly(expected);
    assertThat(findings.get(0).subject()).isEqualTo("a size=10 " + mode);
  }

  @Test
  void whatIsMissingFailedOrHasTooFewForksNeverPasses() throws Exception {
    List<GateFinding> findings =
        judge(
            new JmhText()
                .with("missing", "avgt", "ns/op", EXACT)
                .with("failed", "avgt", "ns/op", EXACT)
                .with("few", "avgt", "ns/op", EXACT)
                .with("zero", "avgt", "ns/op", new double[][] {{0}, {0}, {0}}),
            new JmhText()
                .with("failed", "avgt", "ns/op", new double[][] {{1}, {Double.NaN}, {1}})
                .with("few", "avgt", "ns/op", new double[][] {{1}, {1}})
                .with("zero", "avgt", "ns/op", EXACT)
                .with("new", "avgt", "ns/op", EXACT));

    assertThat(findings).extracting(GateFinding::outcome).containsOnly(Outcome.UNUSABLE);
    assertThat(findings)
        .extracting(finding -> finding.subject() + ": " + finding.objection().orElseThrow())
        .containsExactly(
            "missing size=10 avgt: it is missing from 'after'",
            "new size=10 avgt: there is nothing in 'before' to judge it by",
            "failed size=10 avgt: after: an iteration gave no number",
            "few size=10 avgt: it has 3 forks before and 2 after, and a decision needs 3 of each: run JMH with -f 3 or more, or track with --rounds 3 or more",
            "zero size=10 avgt: a score is zero or negative, which has no ratio");
  }

  @Test
  void aNewBenchmarkIsLeftAloneWhereThatIsAllowed() throws Exception {
    RunResults before = MemoryRun.read("before", new JmhText().with("a", "avgt", "s/op", EXACT));
    RunResults after =
        MemoryRun.read(
            "after",
            new JmhText().with("a", "avgt", "s/op", EXACT).with("b", "avgt", "s/op", EXACT));

    assertThat(new Gate(0.03, Set.of(), true, METHOD).judge(before, after))
        .extracting(GateFinding::outcome)
        .containsExactly(Outcome.PASSED);
  }

  @Test
  void aBenchmarkThatFailedInBothRunsStillStopsTheRun() throws Exception {
    String json = new JmhText().with("a", "avgt", "s/op", EXACT).toString();
    RunResults after =
        RunResults.read(
            new MemoryRun("after")
                .with(RunFolder.JMH_RESULT, json)
                .with(Manifest.NAME, "{\"status\": \"complete\", \"failed\": [\"b\"]}"));

    List<GateFinding> findings = gate(Set.of()).judge(MemoryRun.read("before", json), after);

    assertThat(findings.get(0).objection()).hasValue("b failed");
    assertThat(findings.get(0).outcome()).isEqualTo(Outcome.UNUSABLE);
  }

  @Test
  void onlyTheChosenPercentilesAreJudged() throws Exception {
    JmhText text =
        new JmhText()
            .withRaw(
                "a",
                "sample",
                "ns/op",
                "\"rawDataHistogram\": [[[[5, 2000]]], [[[5, 2000]]], [[[5, 2000]]]]");
    RunResults run = MemoryRun.read("run", text);

    assertThat(gate(Set.of(Percentile.P99)).judge(run, run))
        .extracting(GateFinding::subject)
        .containsExactly("a size=10 sample", "a size=10 sample p99");
    assertThat(gate(Set.of(Percentile.P99_99)).judge(run, run))
        .extracting(GateFinding::subject)
        .containsExactly("a size=10 sample");
  }

  @Test
  void stalledIterationsOfEveryForkRegressByTheMeanAndNotByTheMedian() throws Exception {
    double[][] before = {
      {100, 100, 100.2, 100.1, 100.3}, {102, 102.1, 101.9, 102, 102.2}, {98, 98.1, 97.9, 98, 98.2}
    };
    double[][] after = {
      {103.1, 103, 103.2, 170, 180}, {105, 105.1, 104.9, 160, 190}, {101, 101.1, 100.9, 150, 200}
    };
    JmhText first = new JmhText().with("a", "avgt", "ns/op", before);
    JmhText second = new JmhText().with("a", "avgt", "ns/op", after);

    GateFinding finding = judge(first, second).get(0);

    assertThat(finding.outcome()).isEqualTo(Outcome.REGRESSED);
    assertThat(finding.statistic()).isEqualTo(Statistic.MEAN);
    assertThat(finding.ratio().low()).isGreaterThan(1.2);
  }

  @Test
  void anOutlierThatOnlySomeForksHaveRegressesByNeither() throws Exception {
    double[][] before = {{100, 100.1, 100.2}, {102, 101.9, 102}, {98, 98.1, 97.9}};
    double[][] after = {{100, 100.2, 290}, {102, 102.1, 101.9}, {98, 97.9, 98.1}};

    assertThat(
            judge(
                new JmhText().with("a", "avgt", "ns/op", before),
                new JmhText().with("a", "avgt", "ns/op", after)))
        .extracting(GateFinding::outcome)
        .containsExactly(Outcome.UNDECIDED);
  }

  @Test
  void aTimeThatTriplesInFourOfTenIterationsRegressesByTheMean() throws Exception {
    double[] before = {99, 100, 101, 99.5, 100.5, 99.8, 100.2, 99.9, 100.1, 100};
    double[] after = {299, 300, 301, 299.5, 100.5, 99.8, 100.2, 99.9, 100.1, 100};

    GateFinding finding =
        judge(
                new JmhText().with("a", "avgt", "ns/op", forks(before)),
                new JmhText().with("a", "avgt", "ns/op", forks(after)))
            .get(0);

    assertThat(finding.outcome()).isEqualTo(Outcome.REGRESSED);
    assertThat(finding.statistic()).isEqualTo(Statistic.MEAN);
    assertThat(finding.ratio().estimate()).isBetween(1.79, 1.81);
    assertThat(finding.change().otherRatio())
        .hasValueSatisfying(median -> assertThat(median.estimate()).isLessThan(1.01));
  }

  @Test
  void aThroughputThatFallsInTwoOfFiveIterationsRegressesByTheMean() throws Exception {
    double[] before = {100, 101, 99, 100.5, 99.5};
    double[] after = {40, 40.4, 99, 100.5, 99.5};

    GateFinding finding =
        judge(
                new JmhText().with("a", "thrpt", "ops/s", forks(before)),
                new JmhText().with("a", "thrpt", "ops/s", forks(after)))
            .get(0);

    assertThat(finding.outcome()).isEqualTo(Outcome.REGRESSED);
    assertThat(finding.statistic()).isEqualTo(Statistic.MEAN);
    assertThat(finding.ratio().estimate()).isBetween(0.75, 0.77);
  }

  @Test
  void theMeanAloneDecidesWhereItIsAskedFor() throws Exception {
    double[] slowerMedian = {100, 100, 110, 110, 110};
    double[] sameMean = {106, 106, 106, 106, 106};
    Gate gate = new Gate(0.01, Set.of(), false, METHOD.with(Statistic.MEAN));

    assertThat(
            gate.judge(
                MemoryRun.read("before", new JmhText().with("a", "avgt", "ns/op", forks(sameMean))),
                MemoryRun.read(
                    "after", new JmhText().with("a", "avgt", "ns/op", forks(slowerMedian)))))
        .extracting(GateFinding::outcome, GateFinding::statistic)
        .containsExactly(tuple(Outcome.PASSED, Statistic.MEAN));
  }

  /** Three forks whose levels differ a little. */
  private static double[][] forks(double... iterations) {
    return Stream.of(0.999, 1.0, 1.001)
        .map(level -> DoubleStream.of(iterations).map(value -> value * level).toArray())
        .toArray(double[][]::new);
  }

  @Test
  void aThroughputThatHalvesUnderTheWrongModeNeverPasses() throws Exception {
    List<GateFinding> findings =
        judge(
            new JmhText().with("a", "avgt", "ops/s", JmhText.forks(5, 100, 0.01, 1)),
            new JmhText().with("a", "avgt", "ops/s", JmhText.forks(5, 50, 0.01, 2)));

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.outcome()).isEqualTo(Outcome.UNUSABLE);
              assertThat(finding.subject()).isEqualTo("a size=10 avgt");
              assertThat(finding.objection())
                  .hasValue("before: its unit is ops/s, which cannot be that of mode avgt");
            });
  }

  @Test
  void aBenchmarkThatStandsTwiceIsNamedAndNeverPassesAndTheRestIsJudged() throws Exception {
    List<GateFinding> findings =
        judge(
            new JmhText().with("a", "avgt", "ns/op", EXACT).with("b", "avgt", "ns/op", EXACT),
            new JmhText()
                .with("a", "avgt", "ns/op", EXACT)
                .with("b", "avgt", "ns/op", EXACT)
                .with("a", "avgt", "ns/op", EXACT));

    assertThat(findings)
        .extracting(finding -> finding.subject() + " " + finding.outcome())
        .containsExactly("a size=10 avgt UNUSABLE", "b size=10 avgt PASSED");
    assertThat(findings.get(0).objection())
        .hasValue("after: it appears more than once in the file");
  }

  /** Bytes an operation in each fork, before and after. */
  @ParameterizedTest
  @CsvSource({
    "B/op, 0, 0, 0, 0, 0, 0, PASSED, it was 0 and is 0 B/op",
    "B/op, 0, 0, 0, 24, 24, 24, REGRESSED, it was 0 and is 24 B/op",
    "B/op, 0.0001, 0.003, 0, 0.004, 0.0005, 0.009, PASSED, it was 0.001 and is 0.0045 B/op",
    "B/op, 0.0001, 0.003, 0, 0.02, 0.016, 0.018, REGRESSED, it was 0.001 and is 0.018 B/op",
    "B/op, 24, 24, 24, 0, 0, 0, PASSED, it was 24 and is 0 B/op",
    "counts, 0, 0, 0, 1, 2, 3, REGRESSED, it was 0 and is 2 counts",
    "ops/s, 0, 0, 0, 5, 5, 5, PASSED, it was 0 and is 5 ops/s",
    "ops/s, 5, 5, 5, 0, 0, 0, REGRESSED, it was 5 and is 0 ops/s"
  })
  void aMetricThatWasZeroIsJudgedWithoutARatio(
      String unit,
      double before1,
      double before2,
      double before3,
      double after1,
      double after2,
      double after3,
      Outcome expected,
      String found)
      throws Exception {
    double[][] before = {{before1}, {before2}, {before3}};
    double[][] after = {{after1}, {after2}, {after3}};

    GateFinding finding = judgeMetric(unit, before, after);

    assertThat(finding.outcome()).isEqualTo(expected);
    assertThat(finding.subject()).isEqualTo("a size=10 avgt it");
    assertThat(finding.withoutRatio()).hasValue(found);
  }

  @Test
  void aMetricThatIsZeroInSomeForksOnlyCannotBeJudged() throws Exception {
    GateFinding finding =
        judgeMetric("B/op", new double[][] {{0}, {0}, {0}}, new double[][] {{0}, {24}, {24}});

    assertThat(finding.outcome()).isEqualTo(Outcome.UNUSABLE);
    assertThat(finding.objection().orElseThrow()).contains("in some of the forks");
  }

  @Test
  void twoForksWithoutAllocationAreTooFewToPass() throws Exception {
    GateFinding finding = judgeMetric("B/op", new double[][] {{0}, {0}}, new double[][] {{0}, {0}});

    assertThat(finding.outcome()).isEqualTo(Outcome.UNUSABLE);
    assertThat(finding.objection())
        .hasValue(
            "it has 2 forks before and 2 after, and a decision needs 3 of each: run JMH with -f 3 or more, or track with --rounds 3 or more");
  }

  @Test
  void aMetricThatIsNotZeroIsJudgedByItsRatio() throws Exception {
    double[][] before = JmhText.forks(5, 24, 0.001, 1);

    assertThat(judgeMetric("B/op", before, JmhText.forks(5, 24, 0.001, 2)).outcome())
        .isEqualTo(Outcome.PASSED);
    assertThat(judgeMetric("B/op", before, JmhText.forks(5, 48, 0.001, 2)).outcome())
        .isEqualTo(Outcome.REGRESSED);
    assertThat(judgeMetric("ops/s", before, JmhText.forks(5, 48, 0.001, 2)).outcome())
        .isEqualTo(Outcome.PASSED);
  }

  /** The metric's finding; the score is the same on both sides. */
  private static GateFinding judgeMetric(String unit, double[][] before, double[][] after)
      throws UnusableRunException {
    List<GateFinding> findings =
        gate(Set.of()).judge(metricRun(unit, before), metricRun(unit, after));
    assertThat(findings).hasSize(2);
    return findings.get(1);
  }

  private static RunResults metricRun(String unit, double[][] values) throws UnusableRunException {
    return RunResults.read(
        new MemoryRun("run")
            .with(
                RunFolder.JMH_RESULT,
                new JmhText()
                    .measuring("it", unit, values)
                    .with("a", "avgt", "ns/op", EXACT)
                    .toString()),
        metric -> true);
  }

  private static List<GateFinding> judge(JmhText before, JmhText after)
      throws UnusableRunException {
    return gate(Set.of()).judge(MemoryRun.read("before", before), MemoryRun.read("after", after));
  }

  private static Gate gate(Set<Percentile> percentiles) {
    return new Gate(0.03, percentiles, false, METHOD);
  }
}
