package dev.ifsbench.track.compare;

import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.series.TooFewForks;
import dev.ifsbench.track.stats.BenjaminiHochberg;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Percentile;
import dev.ifsbench.track.stats.SampleChange;
import dev.ifsbench.track.stats.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides whether a run passes: nothing in it may be worse than before by more than is allowed.
 * What was not measured, or not well enough to decide, never passes.
 */
public final class Gate {
  private final double maxRegression;
  private final Set<Percentile> percentiles;
  private final boolean newAllowed;
  private final ComparisonMethod method;

  /**
   * Creates a gate.
   *
   * @param maxRegression by how much a score may be worse, a share above 0 and below 1: with 0.03,
   *     a time may be 3% longer, and a throughput 3% lower
   * @param percentiles which are judged besides scores
   * @param newAllowed whether to ignore benchmarks that only the judged run has
   * @param method how to compare; the margin is not used
   */
  public Gate(
      double maxRegression,
      Set<Percentile> percentiles,
      boolean newAllowed,
      ComparisonMethod method) {
    this.maxRegression = maxRegression;
    this.percentiles = Set.copyOf(percentiles);
    this.newAllowed = newAllowed;
    this.method = method;
  }

  /**
   * Judges one run against another.
   *
   * @param before the run that is compared with
   * @param after the run that is judged
   * @return what was found for each benchmark, with at least one finding
   */
  public List<GateFinding> judge(RunResults before, RunResults after) {
    List<GateFinding> findings = new ArrayList<>();
    for (String objection : after.objections()) {
      findings.add(
          GateFinding.unusable(String.format(Locale.ROOT, "'%s'", after.name()), objection));
    }
    RunPairing pairing = new RunPairing(before, after, this::isJudged, method.ofBlocks());
    for (SeriesKey key : pairing.onlyBefore()) {
      findings.add(
          GateFinding.unusable(
              key.toString(), String.format(Locale.ROOT, "it is missing from '%s'", after.name())));
    }
    for (SeriesKey key : newAllowed ? List.<SeriesKey>of() : pairing.onlyAfter()) {
      findings.add(
          GateFinding.unusable(
              key.toString(),
              String.format(
                  Locale.ROOT, "there is nothing in '%s' to judge it by", before.name())));
    }
    findings.addAll(judge(pairing.pairs()));
    if (findings.isEmpty()) {
      findings.add(
          GateFinding.unusable(
              String.format(Locale.ROOT, "'%s'", after.name()), "it has nothing to judge"));
    }
    return List.copyOf(findings);
  }

  private boolean isJudged(SeriesKey key) {
    return key.percentile().map(percentiles::contains).orElse(true);
  }

  private List<GateFinding> judge(List<SeriesPair> pairs) {
    List<Ratio> ratios = new ArrayList<>();
    for (SeriesPair pair : pairs) {
      statistics(pair).forEach(statistic -> ratios.add(ratio(pair, statistic)));
    }
    double[] adjusted =
        BenjaminiHochberg.adjust(ratios.stream().mapToDouble(Ratio::pValue).toArray());
    Map<SeriesPair, GateFinding> findings = new LinkedHashMap<>();
    for (int i = 0; i < adjusted.length; i++) {
      Ratio ratio = ratios.get(i);
      GateFinding finding = judge(ratio, adjusted[i] <= method.falseDiscoveryRate());
      findings.merge(ratio.pair, finding, Gate::worse);
    }
    return List.copyOf(findings.values());
  }

  /**
   * The statistic that was asked for, and in addition to the median the mean: what slows only some
   * iterations down does not move the median. A percentile is one number for each fork.
   */
  private List<Statistic> statistics(SeriesPair pair) {
    Statistic statistic = method.estimator().statistic();
    return statistic == Statistic.MEDIAN && pair.key().percentile().isEmpty()
        ? List.of(Statistic.MEDIAN, Statistic.MEAN)
        : List.of(statistic);
  }

  /** The first finding counts, unless only the second has regressed. */
  private static GateFinding worse(GateFinding first, GateFinding second) {
    return first.outcome() != GateFinding.Outcome.UNUSABLE
            && first.outcome() != GateFinding.Outcome.REGRESSED
            && second.outcome() == GateFinding.Outcome.REGRESSED
        ? second
        : first;
  }

  /** The change of one series by one statistic, before the correction for many comparisons. */
  private record Ratio(SeriesPair pair, Statistic statistic, SampleChange change, double pValue) {}

  private Ratio ratio(SeriesPair pair, Statistic statistic) {
    SampleChange change =
        pair.hasNumbers()
            ? SampleChange.of(
                pair.before().values(), pair.after().values(), method.estimator().with(statistic))
            : SampleChange.UNKNOWN;
    return new Ratio(pair, statistic, change, change.ratio().pValue(limit(pair.key())));
  }

  private double limit(SeriesKey key) {
    return key.higherIsBetter() ? 1 - maxRegression : 1 + maxRegression;
  }

  private GateFinding judge(Ratio judged, boolean stands) {
    SeriesPair pair = judged.pair;
    SeriesKey key = pair.key();
    if (pair.objection().isPresent()) {
      return GateFinding.unusable(key.toString(), pair.objection().get());
    }
    if (pair.zero().isPresent() && pair.hasForks()) {
      return pair.zero().get().finding(key);
    }
    Interval ratio = judged.change.ratio().interval();
    if (Double.isNaN(ratio.estimate()) && pair.hasForks()) {
      return GateFinding.unusable(
          key.toString(), "a score is zero or negative, which has no ratio");
    }
    if (!pair.hasForks()) {
      return GateFinding.unusable(
          key.toString(), TooFewForks.of(pair.before().forks(), pair.after().forks()));
    }
    double limit = limit(key);
    boolean better = key.higherIsBetter() ? ratio.isAbove(limit) : ratio.isBelow(limit);
    boolean worse = key.higherIsBetter() ? ratio.isBelow(limit) : ratio.isAbove(limit);
    if (better) {
      return finding(GateFinding.Outcome.PASSED, judged, OptionalInt.empty());
    }
    if (worse && stands) {
      return finding(GateFinding.Outcome.REGRESSED, judged, OptionalInt.empty());
    }
    double distance = Math.abs(Math.log(ratio.estimate() / limit));
    return finding(
        GateFinding.Outcome.UNDECIDED,
        judged,
        method
            .estimator()
            .with(judged.statistic)
            .moreForks(pair.before().values(), pair.after().values(), distance));
  }

  private static GateFinding finding(
      GateFinding.Outcome outcome, Ratio judged, OptionalInt moreForks) {
    return GateFinding.measured(
        outcome, judged.pair.key(), judged.statistic, judged.change, moreForks);
  }
}
