package dev.ifsbench.track;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What two runs have in common, and what only one of them has. */
final class RunPairing {
  private final List<SeriesPair> pairs = new ArrayList<>();
  private final List<SeriesKey> onlyBefore = new ArrayList<>();
  private final List<SeriesKey> onlyAfter = new ArrayList<>();

  /**
   * Pairs.
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
    for (BenchmarkSeries series : before.series()) {
      BenchmarkSeries other = afters.remove(series.key());
      if (other != null) {
        pairs.add(SeriesPair.of(series, other, takingTurns));
      } else if (wanted.test(series.key())) {
        onlyBefore.add(series.key());
      }
    }
    onlyAfter.addAll(afters.keySet());
  }

  /** In the order of the run that is compared with. */
  List<SeriesPair> pairs() {
    return pairs;
  }

  /** What the run lacks that is judged. */
  List<SeriesKey> onlyBefore() {
    return onlyBefore;
  }

  /** What the run lacks that is compared with. */
  List<SeriesKey> onlyAfter() {
    return onlyAfter;
  }
}
