package dev.ifsbench.track;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of complete rounds. A combination is in all rounds or in none.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
public final class Measurements<C, R> {
  private final Map<C, List<R>> forks = new LinkedHashMap<>();
  private int rounds;

  /**
   * Starts with no rounds.
   *
   * @param combinations what each round measures, in the order in which to report
   */
  public Measurements(List<C> combinations) {
    combinations.forEach(combination -> forks.put(combination, new ArrayList<>()));
  }

  /**
   * Adds a round. Combinations that the round lacks are dropped from all rounds: one that failed
   * once is never reported as measured.
   *
   * @param round one fork for each combination that has not failed
   */
  public void add(Map<C, R> round) {
    forks.keySet().retainAll(round.keySet());
    forks.forEach((combination, results) -> results.add(round.get(combination)));
    rounds++;
  }

  /**
   * The same without groups.
   *
   * @param groups rounds of which each fork measured several things
   * @param <C> what is measured
   * @param <R> what is delivered for each
   */
  public static <C, R> Measurements<C, R> ungrouped(Measurements<?, Map<C, R>> groups) {
    return ungroupedOf(groups);
  }

  private static <G, C, R> Measurements<C, R> ungroupedOf(Measurements<G, Map<C, R>> groups) {
    List<C> members =
        groups.combinations().stream()
            .flatMap(group -> groups.forks(group).get(0).keySet().stream())
            .toList();
    Measurements<C, R> flat = new Measurements<>(members);
    for (int i = 0; i < groups.rounds(); i++) {
      Map<C, R> round = new LinkedHashMap<>();
      for (G group : groups.combinations()) {
        round.putAll(groups.forks(group).get(i));
      }
      flat.add(round);
    }
    return flat;
  }

  /** Number of complete rounds. */
  public int rounds() {
    return rounds;
  }

  /** Number of forks in these rounds. */
  public int forks() {
    return forks.values().stream().mapToInt(List::size).sum();
  }

  /** What was measured without failure, in the order in which to report. */
  public List<C> combinations() {
    return List.copyOf(forks.keySet());
  }

  /**
   * The forks of one combination, a round each.
   *
   * @param combination one of {@link #combinations}
   */
  public List<R> forks(C combination) {
    return List.copyOf(forks.get(combination));
  }
}
