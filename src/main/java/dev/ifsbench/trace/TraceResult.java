package dev.ifsbench.trace;

import java.util.List;

/**
 * What a recording comes to.
 *
 * @param summary the calls by provider
 * @param violations of the API's rules, in the order of time
 * @param violationCount how many there were, which can be more than are listed
 * @param completeness what is missing
 */
public record TraceResult(
    TraceSummary summary,
    List<Violation> violations,
    long violationCount,
    TraceCompleteness completeness) {
  /** Copies the violations. */
  public TraceResult {
    violations = List.copyOf(violations);
  }
}
