package dev.ifsbench.track;

import java.time.Duration;
import java.util.List;

/**
 * What to measure in rounds.
 *
 * @param combinations in the order in which to report
 * @param budget time for all rounds together
 * @param maximum the largest number of rounds, at least 1
 * @param seed of the order within the rounds
 * @param <C> what is measured
 */
public record RoundPlan<C>(List<C> combinations, Duration budget, int maximum, long seed) {
  /** Copies the list. */
  public RoundPlan {
    combinations = List.copyOf(combinations);
  }
}
