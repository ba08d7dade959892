package dev.ifsbench.track;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;

/**
 * What the rounds show for one combination.
 *
 * @param combination what was measured
 * @param time nanoseconds an operation
 * @param contrasts against the kinds that serve as reference, where these were measured too
 */
public record Comparison(Combination combination, Interval time, List<Contrast> contrasts) {
  /** The kinds to compare with, in this order; each is also compared with those before it. */
  private static final List<String> REFERENCES = List.of("BASE", "PASS_THROUGH");

  /**
   * Compares everything that was measured.
   *
   * @param measurements complete rounds, at least one
   * @param bootstrap for the intervals
   * @return in the measurements' order
   */
  public static List<Comparison> of(
      Measurements<Combination, RunResult> measurements, HierarchicalBootstrap bootstrap) {
    return measurements.combinations().stream()
        .map(combination -> of(combination, measurements, bootstrap))
        .toList();
  }

  private static Comparison of(
      Combination combination,
      Measurements<Combination, RunResult> measurements,
      HierarchicalBootstrap bootstrap) {
    double[][] times = IterationTimes.of(measurements.forks(combination));
    List<Contrast> contrasts = new ArrayList<>();
    for (String reference : REFERENCES) {
      if (reference.equals(combination.handle())) {
        break;
      }
      Combination other = combination.withHandle(reference);
      if (measurements.combinations().contains(other)) {
        contrasts.add(
            contrast(reference, times, IterationTimes.of(measurements.forks(other)), bootstrap));
      }
    }
    return new Comparison(combination, bootstrap.mean(times), List.copyOf(contrasts));
  }

  private static Contrast contrast(
      String reference, double[][] times, double[][] others, HierarchicalBootstrap bootstrap) {
    Interval difference = bootstrap.difference(times, others);
    Interval ratio = bootstrap.ratio(times, others);
    return new Contrast(reference, difference, ratio, Verdict.of(difference, ratio));
  }
}
