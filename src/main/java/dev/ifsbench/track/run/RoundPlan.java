package dev.ifsbench.track.run;

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
  private static final Duration NO_BUDGET = Duration.ofNanos(Long.MAX_VALUE);

  /** Copies the list. */
  public RoundPlan {
    combinations = List.copyOf(combinations);
  }

  /**
   * A plan of a number of rounds, however long they take.
   *
   * @param combinations in the order in which to report
   * @param rounds how many, at least 1
   * @param seed of the order within the rounds
   * @param <C> what is measured
   * @return the plan
   */
  public static <C> RoundPlan<C> ofRounds(List<C> combinations, int rounds, long seed) {
    return new RoundPlan<>(combinations, NO_BUDGET, rounds, seed);
  }
}
