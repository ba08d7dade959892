package dev.ifsbench.track;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides whether a run may pass: whether nothing in it is worse than before by more than is
 * allowed. What was not measured, or not well enough to tell, never passes.
 */
public final class Gate {
  private final double maxRegression;
  private final Set<Percentile> percentiles;
  private final boolean newAllowed;
  private final RunComparison.Settings settings;

  /**
   * Sets the rules.
   *
   * @param maxRegression by how much a score may be worse, a share above 0 and below 1: of 0.03, a
   *     time may be 3% longer, and a throughput 3% lower
   * @param percentiles which are judged besides scores
   * @param newAllowed whether a benchmark that only the run has that is judged is left alone
   * @param settings of the intervals; the margin is not used
   */
  public Gate(
      double maxRegression,
      Set<Percentile> percentiles,
      boolean newAllowed,
      RunComparison.Settings settings) {
    this.maxRegression = maxRegression;
    this.percentiles = Set.copyOf(percentiles);
    this.newAllowed = newAllowed;
    this.settings = settings;
  }

  /**
   * Judges.
   *
   * @param before the run that is compared with
   * @param after the run that is judged
   * @return what was found for each benchmark, with at least one finding
   */
  public List<GateFinding> judge(RunResults before, RunResults after) {
    List<GateFinding> findings = new ArrayList<>();
    for (String objection : after.objections()) {
      findings.add(GateFinding.unusable("'%s'".formatted(after.name()), objection));
    }
    RunPairing pairing = new RunPairing(before, after, this::isJudged, settings.paired());
    for (SeriesKey key : pairing.onlyBefore()) {
      findings.add(
          GateFinding.unusable(key.toString(), "it is missing from '%s'".formatted(after.name())));
    }
    for (SeriesKey key : newAllowed ? List.<SeriesKey>of() : pairing.onlyAfter()) {
      findings.add(
          GateFinding.unusable(
              key.toString(), "there is nothing in '%s' to judge it by".formatted(before.name())));
    }
    findings.addAll(judge(pairing.pairs()));
    if (findings.isEmpty()) {
      findings.add(GateFinding.unusable("'%s'".formatted(after.name()), "it has nothing to judge"));
    }
    return List.copyOf(findings);
  }

  private boolean isJudged(SeriesKey key) {
    return key.percentile().map(percentiles::contains).orElse(true);
  }

  private List<GateFinding> judge(List<SeriesPair> pairs) {
    Effects effects = settings.effects();
    List<Effect> ratios = new ArrayList<>();
    for (SeriesPair pair : pairs) {
      ratios.add(
          pair.hasNumbers()
              ? effects.ratio(pair.before().values(), pair.after().values())
              : Effect.unknown(Double.NaN));
    }
    double[] adjusted = new double[pairs.size()];
    for (int i = 0; i < adjusted.length; i++) {
      adjusted[i] = ratios.get(i).pValue(limit(pairs.get(i).key()));
    }
    adjusted = BenjaminiHochberg.adjust(adjusted);
    List<GateFinding> findings = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      boolean stands = adjusted[i] <= 1 - settings.confidence();
      findings.add(judge(pairs.get(i), ratios.get(i).interval(), stands, effects));
    }
    return findings;
  }

  private double limit(SeriesKey key) {
    return key.higherIsBetter() ? 1 - maxRegression : 1 + maxRegression;
  }

  private GateFinding judge(SeriesPair pair, Interval ratio, boolean stands, Effects effects) {
    SeriesKey key = pair.key();
    if (pair.objection().isPresent()) {
      return GateFinding.unusable(key.toString(), pair.objection().get());
    }
    if (pair.zero().isPresent() && pair.hasForks()) {
      return pair.zero().get().finding(key);
    }
    if (Double.isNaN(ratio.estimate()) && pair.hasForks()) {
      return GateFinding.unusable(
          key.toString(), "a score is zero or negative, of which there is no ratio");
    }
    if (!pair.hasForks()) {
      return GateFinding.unusable(
          key.toString(),
          "it has %d %s before and %d after, and a decision needs %d of each"
              .formatted(
                  pair.before().forks(),
                  pair.before().forks() == 1 ? "fork" : "forks",
                  pair.after().forks(),
                  ForksNeeded.LEAST));
    }
    double limit = limit(key);
    boolean better = key.higherIsBetter() ? ratio.isAbove(limit) : ratio.isBelow(limit);
    boolean worse = key.higherIsBetter() ? ratio.isBelow(limit) : ratio.isAbove(limit);
    if (better) {
      return GateFinding.measured(GateFinding.Outcome.PASSED, key, ratio, OptionalInt.empty());
    }
    if (worse && stands) {
      return GateFinding.measured(GateFinding.Outcome.REGRESSED, key, ratio, OptionalInt.empty());
    }
    double distance = Math.abs(Math.log(ratio.estimate() / limit));
    return GateFinding.measured(
        GateFinding.Outcome.UNDECIDED,
        key,
        ratio,
        effects.moreForks(pair.before().values(), pair.after().values(), distance));
  }
}
