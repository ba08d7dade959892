package dev.ifsbench.trace.check;

import java.util.List;
import java.util.Map;

/**
 * Returns the outcome for a recording.
 *
 * @param summary the calls by provider
 * @param violations of the API's rules and remarks, in the order of time
 * @param counts how many there were of each, which can be more than are listed
 * @param openAtEnd how many created handles were open at the end, and no leak yet, from 0
 * @param completeness what is missing
 */
public record TraceResult(
    TraceSummary summary,
    List<Violation> violations,
    Map<Rule, Long> counts,
    long openAtEnd,
    TraceCompleteness completeness) {
  /** Makes the collections immutable. */
  public TraceResult {
    violations = List.copyOf(violations);
    counts = Map.copyOf(counts);
  }

  /**
   * Counts the violations; remarks do not count.
   *
   * @return how many there were
   */
  public long violationCount() {
    return counts.entrySet().stream()
        .filter(rule -> !rule.getKey().isRemark())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * Whether there was no call to check a rule against.
   *
   * @return true if nothing was judged
   */
  public boolean isNothing() {
    return summary.calls().isEmpty();
  }
}
