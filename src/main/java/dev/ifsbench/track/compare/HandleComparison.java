package dev.ifsbench.track.compare;

import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.IterationTimes;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.ComparisonMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;

/** Compares the kinds of handle of one run with those that serve as reference. */
public final class HandleComparison {
  /** The kinds to compare with, in this order; each is also compared with those before it. */
  private static final List<String> REFERENCES = List.of("BASE", "PASS_THROUGH");

  private HandleComparison() {}

  /**
   * Compares everything that was measured.
   *
   * @param measurements complete rounds, at least one
   * @param method how to compare
   * @return in the measurements' order, in nanoseconds an operation
   */
  public static List<ComparedRow<BenchmarkId>> of(
      Measurements<BenchmarkId, RunResult> measurements, ComparisonMethod method) {
    return measurements.combinations().stream()
        .map(
            measured ->
                ComparedRow.of(
                    measured,
                    IterationTimes.of(measurements.forks(measured)),
                    references(measured, measurements.combinations()).stream()
                        .map(other -> reference(other, measurements))
                        .toList(),
                    method))
        .toList();
  }

  /**
   * Compares the kinds within each setting, their forks paired in the order of the file: those of a
   * run in rounds are the rounds.
   *
   * @param all series of one run; those with a flaw are left out
   * @param method how to compare
   * @return in the series' order and unit, compared with what has as many forks
   */
  public static List<ComparedRow<BenchmarkSeries>> of(
      List<BenchmarkSeries> all, ComparisonMethod method) {
    Map<SeriesKey, BenchmarkSeries> sound = new LinkedHashMap<>();
    for (BenchmarkSeries series : all) {
      if (series.flaw().isEmpty()) {
        sound.put(series.key(), series);
      }
    }
    List<ComparedRow<BenchmarkSeries>> rows = new ArrayList<>();
    sound.forEach((key, series) -> rows.add(row(series, sound, method)));
    return rows;
  }

  private static ComparedRow<BenchmarkSeries> row(
      BenchmarkSeries series, Map<SeriesKey, BenchmarkSeries> all, ComparisonMethod method) {
    List<ComparedRow.Reference> references = new ArrayList<>();
    for (String kind : references(series.handle().orElse(""))) {
      BenchmarkSeries other = all.get(series.key().withHandle(Optional.of(kind)));
      if (other != null && other.forks() == series.forks()) {
        references.add(new ComparedRow.Reference(kind, other.values(), ""));
      }
    }
    ComparedRow<BenchmarkSeries> ofTimes =
        ComparedRow.of(series, series.values(), references, method);
    return series.key().higherIsBetter() ? ofTimes.ifHigherIsBetter() : ofTimes;
  }

  private static ComparedRow.Reference reference(
      BenchmarkId other, Measurements<BenchmarkId, RunResult> measurements) {
    return new ComparedRow.Reference(
        other.kind(), IterationTimes.of(measurements.forks(other)), "");
  }

  /**
   * What a benchmark is compared with: the first entry of its setting, if it is an entry of the
   * system's catalog, or else the reference kinds of its kind.
   */
  static List<BenchmarkId> references(BenchmarkId benchmark, Collection<BenchmarkId> measured) {
    if (benchmark.isOfEntry()) {
      return measured.stream()
          .filter(other -> other.isOfEntry() && other.setting().equals(benchmark.setting()))
          .limit(1)
          .filter(first -> !first.equals(benchmark))
          .toList();
    }
    return references(benchmark.value(BenchmarkId.HANDLE)).stream()
        .map(reference -> benchmark.with(BenchmarkId.HANDLE, reference))
        .filter(measured::contains)
        .toList();
  }

  /**
   * Returns the reference kinds of a kind.
   *
   * @param kind a kind of handle
   */
  static List<String> references(String kind) {
    int own = REFERENCES.indexOf(kind);
    return own < 0 ? REFERENCES : REFERENCES.subList(0, own);
  }
}
