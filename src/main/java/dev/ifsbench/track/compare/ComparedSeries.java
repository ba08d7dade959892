package dev.ifsbench.track.compare;

import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A series of a run with the comparison of its kind of handle against the reference kinds.
 *
 * @param series what was measured, without a flaw
 * @param score in the series' unit
 * @param contrasts against the reference kinds, where these have as many forks in the same setting
 */
public record ComparedSeries(BenchmarkSeries series, Interval score, List<Contrast> contrasts) {
  /** Copies. */
  public ComparedSeries {
    contrasts = List.copyOf(contrasts);
  }

  /** The kind of handle; nothing if the series does not tell one. */
  public Optional<String> handle() {
    return series.key().handle();
  }

  /** What the series shares with those of other kinds of handle. */
  public SeriesKey setting() {
    return series.key().withoutHandle();
  }

  /**
   * Compares the kinds within each setting, their forks paired in the order of the file: those of a
   * run in rounds are the rounds.
   *
   * @param all series of one run; those with a flaw are left out
   * @param method how to compare
   * @return in the series' order
   */
  public static List<ComparedSeries> of(List<BenchmarkSeries> all, ComparisonMethod method) {
    Map<SeriesKey, BenchmarkSeries> sound = new LinkedHashMap<>();
    for (BenchmarkSeries series : all) {
      if (series.flaw().isEmpty()) {
        sound.put(series.key(), series);
      }
    }
    List<ComparedSeries> comparisons = new ArrayList<>();
    sound.forEach(
        (key, series) ->
            comparisons.add(
                new ComparedSeries(
                    series,
                    method.estimator().level(series.values()),
                    contrasts(series, sound, method))));
    return comparisons;
  }

  private static List<Contrast> contrasts(
      BenchmarkSeries series, Map<SeriesKey, BenchmarkSeries> all, ComparisonMethod method) {
    List<Contrast> contrasts = new ArrayList<>();
    for (String reference : HandleComparison.references(series.key().handle().orElse(""))) {
      BenchmarkSeries other = all.get(series.key().withHandle(Optional.of(reference)));
      if (other != null && other.forks() == series.forks()) {
        Contrast contrast = Contrast.of(reference, series.values(), other.values(), method);
        contrasts.add(series.key().higherIsBetter() ? contrast.ifHigherIsBetter() : contrast);
      }
    }
    return contrasts;
  }
}
