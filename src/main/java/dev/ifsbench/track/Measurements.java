package dev.ifsbench.track;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of complete rounds. A combination is in all rounds or in none.
 *
 * <p>Not safe for use by several threads.
 */
public final class Measurements {
  private final Map<Combination, List<RunResult>> forks = new LinkedHashMap<>();
  private int rounds;

  /**
   * Starts with no rounds.
   *
   * @param combinations what each round measures, in the order in which to report
   */
  public Measurements(List<Combination> combinations) {
    combinations.forEach(combination -> forks.put(combination, new ArrayList<>()));
  }

  /**
   * Adds a round. Combinations that the round lacks are dropped from all rounds: one that failed
   * once is never reported as measured.
   *
   * @param round one fork for each combination that has not failed
   */
  public void add(Map<Combination, RunResult> round) {
    forks.keySet().retainAll(round.keySet());
    forks.forEach((combination, results) -> results.add(round.get(combination)));
    rounds++;
  }

  /** Number of complete rounds. */
  public int rounds() {
    return rounds;
  }

  /** What was measured without failure, in the order in which to report. */
  public List<Combination> combinations() {
    return List.copyOf(forks.keySet());
  }

  /**
   * The forks of one combination, a round each.
   *
   * @param combination one of {@link #combinations}
   */
  public List<RunResult> forks(Combination combination) {
    return List.copyOf(forks.get(combination));
  }

  /**
   * The times of one combination in nanoseconds an operation.
   *
   * @param combination one of {@link #combinations}
   * @return by round and iteration
   */
  public double[][] times(Combination combination) {
    return forks.get(combination).stream()
        .map(Measurements::iterationTimes)
        .toArray(double[][]::new);
  }

  private static double[] iterationTimes(RunResult fork) {
    return fork.getAggregatedResult().getIterationResults().stream()
        .map(IterationResult::getPrimaryResult)
        .mapToDouble(result -> result.getScore())
        .toArray();
  }
}
