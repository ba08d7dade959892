package dev.ifsbench.track;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Two runs of the same benchmarks, compared.
 *
 * @param before name of the run that is compared with
 * @param after name of the run that is judged
 * @param settings of the comparison
 * @param rows what both have, in the order of the first
 * @param onlyBefore what the second lacks
 * @param onlyAfter what the first lacks
 */
public record RunComparison(
    String before,
    String after,
    Settings settings,
    List<SeriesComparison> rows,
    List<SeriesKey> onlyBefore,
    List<SeriesKey> onlyAfter) {
  /** Copies. */
  public RunComparison {
    rows = List.copyOf(rows);
    onlyBefore = List.copyOf(onlyBefore);
    onlyAfter = List.copyOf(onlyAfter);
  }

  /**
   * How runs are compared.
   *
   * @param confidence of the intervals, above 0 and below 1; one minus it is the false discovery
   *     rate
   * @param margin what still counts as equal, a share above 0
   * @param seed of the intervals
   * @param paired whether both are sides of one run, whose blocks took turns in the same forks
   */
  public record Settings(double confidence, double margin, long seed, boolean paired) {
    /** How the samples of one benchmark are told apart. */
    Effects effects() {
      return paired
          ? new PairedBootstrap(confidence, seed)
          : new UnpairedBootstrap(confidence, seed);
    }
  }

  /**
   * Compares. A difference is found if its intervals exclude equal and it also stands when all that
   * was compared is taken together, at a false discovery rate of one minus the confidence.
   *
   * @param before the run that is compared with
   * @param after the run that is judged
   * @param settings how
   */
  public static RunComparison of(RunResults before, RunResults after, Settings settings) {
    RunPairing pairing = new RunPairing(before, after, key -> true, settings.paired());
    List<Measured> measured =
        pairing.pairs().stream().map(pair -> new Measured(pair, settings)).toList();
    double[] adjusted =
        BenjaminiHochberg.adjust(measured.stream().mapToDouble(each -> each.pValue).toArray());
    List<SeriesComparison> rows = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      rows.add(measured.get(i).row(adjusted[i]));
    }
    return new RunComparison(
        before.name(), after.name(), settings, rows, pairing.onlyBefore(), pairing.onlyAfter());
  }

  /** One pair, before it is known what the others show. */
  private static final class Measured {
    private final SeriesPair pair;
    private final Settings settings;
    private final Effects effects;
    private final Effect difference;
    private final Effect ratio;
    private final double pValue;

    Measured(SeriesPair pair, Settings settings) {
      this.pair = pair;
      this.settings = settings;
      effects = settings.effects();
      if (pair.hasNumbers()) {
        difference = effects.difference(pair.before().values(), pair.after().values());
        ratio = effects.ratio(pair.before().values(), pair.after().values());
      } else {
        difference = Effect.unknown(Double.NaN);
        ratio = Effect.unknown(Double.NaN);
      }
      // Both have to exclude equal; the larger p-value is the one of that.
      pValue = Math.max(difference.pValue(0), ratio.pValue(1));
    }

    SeriesComparison row(double adjusted) {
      Verdict verdict = verdict(adjusted);
      return new SeriesComparison(
          pair.key(),
          pair.before().unit(),
          pair.before().forks(),
          pair.after().forks(),
          mean(pair.before()),
          mean(pair.after()),
          difference.interval(),
          ratio.interval(),
          pValue,
          adjusted,
          verdict,
          verdict == Verdict.UNDECIDED ? moreForks() : OptionalInt.empty(),
          pair.objection(),
          pair.zero().map(ZeroBaseline::toString));
    }

    private Verdict verdict(double adjusted) {
      if (!pair.hasForks()) {
        return Verdict.UNDECIDED;
      }
      if (pair.zero().isPresent()) {
        return pair.zero().get().verdict(pair.key().higherIsBetter());
      }
      Verdict times = Verdict.of(difference.interval(), ratio.interval());
      if (times != Verdict.UNDECIDED && adjusted <= 1 - settings.confidence()) {
        return pair.key().higherIsBetter() ? times.ifHigherIsBetter() : times;
      }
      boolean within =
          ratio.interval().isAbove(1 / (1 + settings.margin()))
              && ratio.interval().isBelow(1 + settings.margin());
      return within ? Verdict.EQUAL : Verdict.UNDECIDED;
    }

    /** Until the interval would exclude either equal or the end of what counts as equal. */
    private OptionalInt moreForks() {
      if (Double.isNaN(ratio.interval().estimate())) {
        return OptionalInt.empty();
      }
      double estimate = Math.abs(Math.log(ratio.interval().estimate()));
      double distance = Math.max(estimate, Math.log1p(settings.margin()) - estimate);
      return effects.moreForks(pair.before().values(), pair.after().values(), distance);
    }

    private Interval mean(BenchmarkSeries series) {
      return pair.hasNumbers()
          ? series.mean(settings.confidence(), settings.seed())
          : Interval.unknown(pair.zero().isPresent() ? series.level() : Double.NaN);
    }
  }
}
