package dev.ifsbench.track;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  private final Map<C, List<R>> forks = new LinkedHashMap<>();
  private final Set<C> failed = new LinkedHashSet<>();
  private Duration spent = Duration.ZERO;

  /**
   * Adds the fork of the next round.
   *
   * @param combination what it measured
   * @param result what it delivered
   */
  public void add(C combination, R result) {
    forks.computeIfAbsent(combination, unused -> new ArrayList<>()).add(result);
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
   * Says what the forks took.
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
    return forks.values().stream().mapToInt(List::size).sum();
  }

  /**
   * The forks of one combination, in the order of their rounds.
   *
   * @param combination what they measured
   */
  public List<R> of(C combination) {
    return List.copyOf(forks.getOrDefault(combination, List.of()));
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
          if (results.size() >= round && wanted.contains(combination)) {
            found.put(combination, results.get(round - 1));
          }
        });
    return found;
  }
}
