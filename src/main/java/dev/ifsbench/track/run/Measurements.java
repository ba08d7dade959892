package dev.ifsbench.track.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The results of complete rounds. A combination that failed is in none; one whose fork was killed
 * lacks that round.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
public final class Measurements<C, R> {
  private final Map<C, SortedMap<Integer, R>> forks = new LinkedHashMap<>();
  private int rounds;

  /**
   * Starts with no rounds.
   *
   * @param combinations what each round measures, in the order in which to report
   */
  public Measurements(List<C> combinations) {
    combinations.forEach(combination -> forks.put(combination, new TreeMap<>()));
  }

  /**
   * Adds a round.
   *
   * @param round the forks of all combinations that are not left out of it
   */
  public void add(Map<C, R> round) {
    rounds++;
    forks.forEach(
        (combination, results) -> {
          if (round.containsKey(combination)) {
            results.put(rounds, round.get(combination));
          }
        });
  }

  /**
   * Drops a combination from all rounds: one that failed once is never reported as measured.
   *
   * @param combination that failed
   */
  public void drop(C combination) {
    forks.remove(combination);
  }

  /**
   * The same rounds with another form of each result.
   *
   * @param form of a result, by what was measured
   * @param <S> the form
   */
  public <S> Measurements<C, S> map(BiFunction<C, R, S> form) {
    Measurements<C, S> mapped = new Measurements<>(List.copyOf(forks.keySet()));
    forks.forEach(
        (combination, results) ->
            results.forEach(
                (round, result) ->
                    mapped.forks.get(combination).put(round, form.apply(combination, result))));
    mapped.rounds = rounds;
    return mapped;
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
    for (G group : groups.combinations()) {
      groups
          .forks
          .get(group)
          .forEach(
              (round, fork) ->
                  fork.forEach((member, result) -> flat.forks.get(member).put(round, result)));
    }
    flat.rounds = groups.rounds();
    return flat;
  }

  /**
   * The rounds in which everything was measured that was measured at all: the nth fork of each
   * combination is of the same round.
   */
  public Measurements<C, R> inStep() {
    List<C> measured = combinations();
    Measurements<C, R> inStep = new Measurements<>(measured);
    for (int round = 1; round <= rounds; round++) {
      Map<C, R> whole = new LinkedHashMap<>();
      for (C combination : measured) {
        R result = forks.get(combination).get(round);
        if (result != null) {
          whole.put(combination, result);
        }
      }
      if (whole.size() == measured.size()) {
        inStep.add(whole);
      }
    }
    return inStep;
  }

  /** Number of complete rounds. */
  public int rounds() {
    return rounds;
  }

  /** Number of forks in these rounds. */
  public int forks() {
    return forks.values().stream().mapToInt(Map::size).sum();
  }

  /** What was measured at least once and without failure, in the order in which to report. */
  public List<C> combinations() {
    return forks.keySet().stream().filter(each -> !forks.get(each).isEmpty()).toList();
  }

  /**
   * The forks of one combination, in the order of their rounds.
   *
   * @param combination one of {@link #combinations}
   */
  public List<R> forks(C combination) {
    return List.copyOf(forks.get(combination).values());
  }

  /**
   * The forks of one combination by their rounds, from 1.
   *
   * @param combination what was to be measured
   * @return empty if it failed
   */
  public SortedMap<Integer, R> byRound(C combination) {
    return Collections.unmodifiableSortedMap(
        forks.getOrDefault(combination, Collections.emptySortedMap()));
  }
}
