package dev.ifsbench.track.compare;

import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.series.IterationTimes;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Interval;
import java.util.ArrayList;
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
    for (String reference : references(combination.value(BenchmarkId.HANDLE))) {
      BenchmarkId other = combination.with(BenchmarkId.HANDLE, reference);
      if (measurements.combinations().contains(other)) {
        double[][] others = IterationTimes.of(measurements.forks(other));
        contrasts.add(Contrast.of(reference, times, others, method));
      }
    }
    return new Comparison(combination, method.estimator().level(times), List.copyOf(contrasts));
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
