package dev.ifsbench.track.compare;

import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.series.TooFewForks;
import dev.ifsbench.track.stats.BenjaminiHochberg;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.SampleChange;
import dev.ifsbench.track.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Two runs of the same benchmarks, compared.
 *
 * @param before name of the run that is compared with
 * @param after name of the run that is judged
 * @param method of the comparison
 * @param rows what both have, in the order of the first
 * @param onlyBefore what the second lacks
 * @param onlyAfter what the first lacks
 */
public record RunComparison(
    String before,
    String after,
    ComparisonMethod method,
    List<SeriesComparison> rows,
    List<SeriesKey> onlyBefore,
    List<SeriesKey> onlyAfter) {
  /** Makes the lists immutable. */
  public RunComparison {
    rows = List.copyOf(rows);
    onlyBefore = List.copyOf(onlyBefore);
    onlyAfter = List.copyOf(onlyAfter);
  }

  /**
   * Compares two runs. A difference counts if its intervals exclude equal and it remains
   * significant among all comparisons, at a false discovery rate of one minus the confidence.
   *
   * @param before the run that is compared with
   * @param after the run that is judged
   * @param method how to compare; one minus its confidence is the false discovery rate
   */
  public static RunComparison of(RunResults before, RunResults after, ComparisonMethod method) {
    RunPairing pairing = new RunPairing(before, after, key -> true, method.ofBlocks());
    List<Measured> measured =
        pairing.pairs().stream().map(pair -> new Measured(pair, method)).toList();
    double[] adjusted =
        BenjaminiHochberg.adjust(
            measured.stream().mapToDouble(each -> each.change.pValue()).toArray());
    List<SeriesComparison> rows = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      rows.add(measured.get(i).row(adjusted[i]));
    }
    return new RunComparison(
        before.name(), after.name(), method, rows, pairing.onlyBefore(), pairing.onlyAfter());
  }

  /** One pair, before the correction for many comparisons. */
  private static final class Measured {
    private final SeriesPair pair;
    private final ComparisonMethod method;
    private final SampleChange change;

    Measured(SeriesPair pair, ComparisonMethod method) {
      this.pair = pair;
      this.method = method;
      change =
          pair.hasNumbers()
              ? SampleChange.of(pair.before().values(), pair.after().values(), method.estimator())
              : SampleChange.UNKNOWN;
    }

    SeriesComparison row(double adjusted) {
      Verdict verdict = verdict(adjusted);
      return new SeriesComparison(
          pair.key(),
          pair.before().unit(),
          pair.before().forks(),
          pair.after().forks(),
          level(pair.before()),
          level(pair.after()),
          change,
          adjusted,
          verdict,
          verdict == Verdict.UNDECIDED ? moreForks() : OptionalInt.empty(),
          pair.objection().or(this::tooFewForks),
          pair.zero().map(ZeroBaseline::toString));
    }

    private Optional<String> tooFewForks() {
      return pair.hasForks()
          ? Optional.empty()
          : Optional.of(TooFewForks.of(pair.before().forks(), pair.after().forks()));
    }

    private Verdict verdict(double adjusted) {
      if (!pair.hasForks()) {
        return Verdict.UNDECIDED;
      }
      if (pair.zero().isPresent()) {
        return pair.zero().get().verdict(pair.key().higherIsBetter());
      }
      Verdict times = change.verdict(method.margin());
      boolean differs = times == Verdict.FASTER || times == Verdict.SLOWER;
      if (differs && adjusted > method.falseDiscoveryRate()) {
        return Verdict.isEqual(change.ratio().interval(), method.margin())
            ? Verdict.EQUAL
            : Verdict.UNDECIDED;
      }
      return pair.key().higherIsBetter() ? times.ifHigherIsBetter() : times;
    }

    /**
     * How many more forks until the interval would exclude either equal or the end of what counts
     * as equal.
     */
    private OptionalInt moreForks() {
      double ratio = change.ratio().interval().estimate();
      if (Double.isNaN(ratio)) {
        return OptionalInt.empty();
      }
      double estimate = Math.abs(Math.log(ratio));
      double distance = Math.max(estimate, Math.log1p(method.margin()) - estimate);
      return method.estimator().moreForks(pair.before().values(), pair.after().values(), distance);
    }

    private Interval level(BenchmarkSeries series) {
      return pair.hasNumbers()
          ? series.level(method.estimator())
          : Interval.unknown(pair.zero().isPresent() ? series.median() : Double.NaN);
    }
  }
}
