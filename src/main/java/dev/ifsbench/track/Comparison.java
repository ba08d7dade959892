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
   * @param paired whether iterations with the same index ran side by side
   * @param bootstrap for the intervals
   * @return in the measurements' order
   */
  public static List<Comparison> of(
      Measurements<Combination, RunResult> measurements,
      boolean paired,
      HierarchicalBootstrap bootstrap) {
    return measurements.combinations().stream()
        .map(combination -> of(combination, measurements, paired, bootstrap))
        .toList();
  }

  private static Comparison of(
      Combination combination,
      Measurements<Combination, RunResult> measurements,
      boolean paired,
      HierarchicalBootstrap bootstrap) {
    double[][] times = IterationTimes.of(measurements.forks(combination));
    List<Contrast> contrasts = new ArrayList<>();
    for (String reference : references(combination.handle())) {
      Combination other = combination.withHandle(reference);
      if (measurements.combinations().contains(other)) {
        contrasts.add(
            contrast(
                reference, times, IterationTimes.of(measurements.forks(other)), paired, bootstrap));
      }
    }
    return new Comparison(combination, bootstrap.mean(times).notNegative(), List.copyOf(contrasts));
  }

  /**
   * The kinds that a kind is compared with, were they measured.
   *
   * @param kind a kind of handle
   */
  static List<String> references(String kind) {
    int own = REFERENCES.indexOf(kind);
    return own < 0 ? REFERENCES : REFERENCES.subList(0, own);
  }

  /**
   * One kind against another.
   *
   * @param reference name of the other
   * @param times by round and iteration
   * @param others the other's, of the same rounds
   * @param paired whether iterations with the same index ran side by side
   * @param bootstrap for the intervals
   */
  static Contrast contrast(
      String reference,
      double[][] times,
      double[][] others,
      boolean paired,
      HierarchicalBootstrap bootstrap) {
    Interval difference =
        paired ? bootstrap.pairedDifference(times, others) : bootstrap.difference(times, others);
    Interval ratio = paired ? bootstrap.pairedRatio(times, others) : bootstrap.ratio(times, others);
    return new Contrast(reference, difference, ratio, Verdict.of(difference, ratio));
  }
}
