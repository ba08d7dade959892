package dev.ifsbench.track.compare;

import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.MeasurementSettings;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.ForksNeeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The same series of two runs, in the same unit, and what is wrong with them.
 *
 * @param before of the run that is compared with
 * @param after of the run that is judged
 * @param objection why nothing can be decided, a clause; or nothing
 */
record SeriesPair(BenchmarkSeries before, BenchmarkSeries after, Optional<String> objection) {

  /**
   * Creates the pair and checks it.
   *
   * @param before of the run that is compared with
   * @param after of the run that is judged, with the same key but for the number of threads
   * @param takingTurns whether each block of one is to have a partner in the other
   */
  static SeriesPair of(BenchmarkSeries before, BenchmarkSeries after, boolean takingTurns) {
    Optional<BenchmarkSeries> converted = after.in(before.unit());
    Optional<String> flaw =
        before
            .flaw()
            .map(text -> String.format(Locale.ROOT, "before: %s", text))
            .or(() -> after.flaw().map(text -> String.format(Locale.ROOT, "after: %s", text)))
            .or(
                () ->
                    converted.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                            String.format(
                                Locale.ROOT,
                                "its unit was %s and is %s",
                                before.unit(),
                                after.unit())))
            .or(
                () ->
                    takingTurns && !Estimator.arePairs(before.values(), after.values())
                        ? Optional.of("its sides did not take turns: blocks lack a partner")
                        : Optional.empty())
            .or(() -> ZeroBaseline.objection(before, converted.orElse(after)));
    return new SeriesPair(before, converted.orElse(after), flaw);
  }

  SeriesKey key() {
    return before.key();
  }

  /** Whether both sides have numbers for a ratio. */
  boolean hasNumbers() {
    return objection.isEmpty() && zero().isEmpty();
  }

  /** What can be said without a ratio, of a metric that is zero; nothing of any other series. */
  Optional<ZeroBaseline> zero() {
    return objection.isEmpty() ? ZeroBaseline.of(before, after) : Optional.empty();
  }

  /** How the two sides were measured differently, in words. */
  List<String> settingsDifferences() {
    List<String> differences =
        new ArrayList<>(
            MeasurementSettings.threadDifference(before.key().threads(), after.key().threads()));
    differences.addAll(after.settings().differencesFrom(before.settings()));
    return differences;
  }

  /** The number of forks on the side that has fewer. */
  int fewestForks() {
    return Math.min(before.forks(), after.forks());
  }

  /** Whether both sides have as many forks as a decision needs. */
  boolean hasForks() {
    return fewestForks() >= ForksNeeded.LEAST;
  }
}
