package dev.ifsbench.track.series;

import java.util.Set;

/**
 * A secondary metric of a benchmark: what a profiler ({@code -prof}) or a counter of the
 * benchmark's own gave beside the score.
 *
 * <p>Lower is better, of {@code gc.alloc.rate.norm} as of every count, time and amount, except of
 * operations a time unit ({@code ops/s}, which counters and the methods of a group give) and of
 * instructions a clock cycle ({@code IPC}).
 *
 * @param name JMH's label, without the dot that older versions of JMH write before it
 * @param higherIsBetter which direction is the better one
 */
public record Metric(String name, boolean higherIsBetter) {
  private static final String OLD_MARK = "\u00b7";
  private static final Set<String> HIGHER_IS_BETTER = Set.of("IPC");

  /**
   * Determines which direction is better.
   *
   * @param label JMH's
   * @param unit of the metric
   */
  static Metric of(String label, ScoreUnit unit) {
    String name = name(label);
    return new Metric(name, unit.isOperationsPerTime() || HIGHER_IS_BETTER.contains(name));
  }

  /**
   * What a metric is called.
   *
   * @param label JMH's
   */
  static String name(String label) {
    return label.startsWith(OLD_MARK) ? label.substring(OLD_MARK.length()) : label;
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
