package dev.ifsbench.track.run;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The forks that have delivered their results, those of an incomplete round included, in the order
 * of their rounds.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
public final class FinishedForks<C, R> {
  private final Map<C, SortedMap<Integer, R>> forks = new LinkedHashMap<>();
  private final Set<C> failed = new LinkedHashSet<>();
  private Duration spent = Duration.ZERO;

  /**
   * Adds a fork.
   *
   * @param round its round, from 1
   * @param combination what it measured
   * @param result what it delivered
   */
  public void add(int round, C combination, R result) {
    forks.computeIfAbsent(combination, unused -> new TreeMap<>()).put(round, result);
  }

  /**
   * Drops what failed: it is not measured again and never reported as measured.
   *
   * @param combination of which a fork failed
   */
  public void fail(C combination) {
    failed.add(combination);
    forks.remove(combination);
  }

  /**
   * Adds to the time that the forks took.
   *
   * @param time all of them together
   */
  public void spend(Duration time) {
    spent = time;
  }

  /** What failed. */
  public Set<C> failed() {
    return Set.copyOf(failed);
  }

  /** Time spent on these forks. */
  public Duration spent() {
    return spent;
  }

  /** How many there are. */
  public int count() {
    return forks.values().stream().mapToInt(Map::size).sum();
  }

  /** The last round that has one, from 1; 0 if there are none. */
  public int rounds() {
    return forks.values().stream()
        .flatMap(rounds -> rounds.keySet().stream())
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  /**
   * The forks of one combination, in the order of their rounds.
   *
   * @param combination what they measured
   */
  public List<R> of(C combination) {
    return List.copyOf(byRound(combination).values());
  }

  /**
   * The forks of one combination by their rounds.
   *
   * @param combination what they measured
   */
  public SortedMap<Integer, R> byRound(C combination) {
    return forks.getOrDefault(combination, Collections.emptySortedMap());
  }

  /**
   * The forks of one round.
   *
   * @param round from 1
   * @param wanted what to look for
   */
  Map<C, R> round(int round, Set<C> wanted) {
    Map<C, R> found = new LinkedHashMap<>();
    forks.forEach(
        (combination, results) -> {
          R result = results.get(round);
          if (result != null && wanted.contains(combination)) {
            found.put(combination, result);
          }
        });
    return found;
  }
}
