package dev.ifsbench.track.compare;

import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.SeriesKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Matches the series of two runs. A benchmark that each run measured with only one number of
 * threads is matched even if these numbers differ: that is a difference in how it was measured, see
 * {@link SeriesPair#settingsDifferences}.
 */
final class RunPairing {
  private final List<SeriesPair> pairs = new ArrayList<>();
  private final List<SeriesKey> onlyBefore = new ArrayList<>();
  private final List<SeriesKey> onlyAfter = new ArrayList<>();

  /**
   * Pairs the series of two runs by their keys.
   *
   * @param before the run that is compared with
   * @param after the run that is judged
   * @param wanted which series to look at
   * @param takingTurns whether each block of one is to have a partner in the other
   */
  RunPairing(
      RunResults before, RunResults after, Predicate<SeriesKey> wanted, boolean takingTurns) {
    Map<SeriesKey, BenchmarkSeries> afters = new LinkedHashMap<>();
    after.series().stream()
        .filter(series -> wanted.test(series.key()))
        .forEach(series -> afters.put(series.key(), series));
    List<BenchmarkSeries> befores =
        before.series().stream().filter(series -> wanted.test(series.key())).toList();
    Map<SeriesKey, SeriesKey> partners = partners(befores, afters);
    for (BenchmarkSeries series : befores) {
      BenchmarkSeries other = afters.remove(partners.get(series.key()));
      if (other != null) {
        pairs.add(SeriesPair.of(series, other, takingTurns));
      } else {
        onlyBefore.add(series.key());
      }
    }
    onlyAfter.addAll(afters.keySet());
  }

  /** The later run's key for each of the earlier run's that it has. */
  private static Map<SeriesKey, SeriesKey> partners(
      List<BenchmarkSeries> befores, Map<SeriesKey, BenchmarkSeries> afters) {
    Map<SeriesKey, SeriesKey> partners = new HashMap<>();
    Map<SeriesKey, List<SeriesKey>> earlier =
        byAllButThreads(befores.stream().map(BenchmarkSeries::key).toList());
    Map<SeriesKey, List<SeriesKey>> later = byAllButThreads(List.copyOf(afters.keySet()));
    for (BenchmarkSeries series : befores) {
      SeriesKey key = series.key();
      List<SeriesKey> others = later.getOrDefault(key.withThreads(1), List.of());
      if (afters.containsKey(key)) {
        partners.put(key, key);
      } else if (others.size() == 1 && earlier.get(key.withThreads(1)).size() == 1) {
        partners.put(key, others.get(0));
      }
    }
    return partners;
  }

  private static Map<SeriesKey, List<SeriesKey>> byAllButThreads(List<SeriesKey> keys) {
    return keys.stream().collect(Collectors.groupingBy(key -> key.withThreads(1)));
  }

  /** In the order of the run that is compared with. */
  List<SeriesPair> pairs() {
    return pairs;
  }

  /** Series that are missing from the run that is judged. */
  List<SeriesKey> onlyBefore() {
    return onlyBefore;
  }

  /** Series that are missing from the run that is compared with. */
  List<SeriesKey> onlyAfter() {
    return onlyAfter;
  }
}
