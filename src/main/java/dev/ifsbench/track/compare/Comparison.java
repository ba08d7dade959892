package dev.ifsbench.track.compare;

import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.series.IterationTimes;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;

/**
 * The result of one combination, with its comparisons.
 *
 * @param combination what was measured
 * @param time nanoseconds an operation
 * @param contrasts against the kinds that serve as reference, where these were measured too
 */
public record Comparison(BenchmarkId combination, Interval time, List<Contrast> contrasts) {
  /** The kinds to compare with, in this order; each is also compared with those before it. */
  private static final List<String> REFERENCES = List.of("BASE", "PASS_THROUGH");

  /**
   * Compares everything that was measured.
   *
   * @param measurements complete rounds, at least one
   * @param method how to compare
   * @return in the measurements' order
   */
  public static List<Comparison> of(
      Measurements<BenchmarkId, RunResult> measurements, ComparisonMethod method) {
    return measurements.combinations().stream()
        .map(combination -> of(combination, measurements, method))
        .toList();
  }

  private static Comparison of(
      BenchmarkId combination,
      Measurements<BenchmarkId, RunResult> measurements,
      ComparisonMethod method) {
    double[][] times = IterationTimes.of(measurements.forks(combination));
    List<Contrast> contrasts = new ArrayList<>();
    for (BenchmarkId other : references(combination, measurements.combinations())) {
      double[][] others = IterationTimes.of(measurements.forks(other));
      contrasts.add(Contrast.of(other.kind(), times, others, method));
    }
    return new Comparison(combination, method.estimator().level(times), List.copyOf(contrasts));
  }

  /**
   * What a combination is compared with: the first entry of its setting, if it is an entry of the
   * system's catalog, or else the reference kinds of its kind.
   */
  static List<BenchmarkId> references(BenchmarkId combination, Collection<BenchmarkId> measured) {
    if (combination.isOfEntry()) {
      return measured.stream()
          .filter(other -> other.isOfEntry() && other.setting().equals(combination.setting()))
          .limit(1)
          .filter(first -> !first.equals(combination))
          .toList();
    }
    return references(combination.value(BenchmarkId.HANDLE)).stream()
        .map(reference -> combination.with(BenchmarkId.HANDLE, reference))
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
