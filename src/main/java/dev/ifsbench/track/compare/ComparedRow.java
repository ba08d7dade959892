package dev.ifsbench.track.compare;

import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that was measured, its level, and how it compares with what was measured beside it.
 *
 * @param subject what was measured
 * @param level the mean over the forks, in the unit of the measurement
 * @param contrasts with everything it is compared with; empty for what others are compared with
 * @param <T> what names the subject
 */
public record ComparedRow<T>(T subject, Interval level, List<Contrast> contrasts) {
  /** Makes the list immutable. */
  public ComparedRow {
    contrasts = List.copyOf(contrasts);
  }

  /** Something that a row is compared with. */
  static final class Reference {
    private final String name;
    private final double[][] values;
    private final String cost;

    /**
     * Names a reference.
     *
     * @param name of it
     * @param values by fork and iteration, or block
     * @param cost what the difference is the cost of; empty where the names say it
     */
    Reference(String name, double[][] values, String cost) {
      this.name = name;
      this.values = values;
      this.cost = cost;
    }
  }

  /**
   * Compares times.
   *
   * @param subject what was measured
   * @param values by fork and iteration, or block
   * @param references what to compare it with
   * @param method how to compare
   * @param <T> what names the subject
   */
  static <T> ComparedRow<T> of(
      T subject, double[][] values, List<Reference> references, ComparisonMethod method) {
    List<Contrast> contrasts = new ArrayList<>();
    for (Reference reference : references) {
      contrasts.add(
          Contrast.of(reference.name, values, reference.values, method).asCostOf(reference.cost));
    }
    return new ComparedRow<>(subject, method.estimator().level(values), contrasts);
  }

  /** The same where a larger number is the better one. */
  ComparedRow<T> ifHigherIsBetter() {
    return new ComparedRow<>(
        subject, level, contrasts.stream().map(Contrast::ifHigherIsBetter).toList());
  }
}
