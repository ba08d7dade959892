package dev.ifsbench.track;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Measures every combination once a round, in an order drawn anew for each round, until the budget
 * is used up.
 *
 * <p>A host that slows down for a while slows the whole round and thereby all kinds of handle
 * alike; the random order keeps a trend within the round from favouring one of them. A round that
 * is not expected to fit in what is left of the budget is not begun, so the budget is exceeded only
 * if forks become slower while a round runs, or if a single round takes longer.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
public final class Rounds<C, R> {
  private final ForkRunner<C, R> forks;
  private final RoundListener<C, R> listener;
  private final LongSupplier nanoTime;

  /**
   * Prepares a run.
   *
   * @param forks measures one combination
   * @param listener is told of all that happens
   * @param nanoTime the clock of the budget, in nanoseconds
   */
  public Rounds(ForkRunner<C, R> forks, RoundListener<C, R> listener, LongSupplier nanoTime) {
    this.forks = forks;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs.
   *
   * @param combinations what to measure
   * @param budget time for all rounds together
   * @param maximum the largest number of rounds, at least 1
   * @param seed of the order within the rounds
   * @return the complete rounds; combinations of which a fork failed are not in it
   */
  public Measurements<C, R> run(List<C> combinations, Duration budget, int maximum, long seed) {
    Measurements<C, R> measurements = new Measurements<>(combinations);
    Set<C> alive = new LinkedHashSet<>(combinations);
    Random random = new Random(seed);
    long start = nanoTime.getAsLong();
    long longestFork = 0;
    while (measurements.rounds() < maximum && !alive.isEmpty()) {
      long roundStart = nanoTime.getAsLong();
      long left = budget.toNanos() - (roundStart - start);
      if (measurements.rounds() > 0 && longestFork * alive.size() > left) {
        break;
      }
      int forksOfRound = alive.size();
      measureRound(measurements, alive, random);
      longestFork = Math.max(longestFork, (nanoTime.getAsLong() - roundStart) / forksOfRound);
    }
    return measurements;
  }

  private void measureRound(Measurements<C, R> measurements, Set<C> alive, Random random) {
    List<C> order = new ArrayList<>(alive);
    Collections.shuffle(order, random);
    Map<C, R> results = new LinkedHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      C combination = order.get(i);
      listener.forkStarts(measurements.rounds() + 1, i + 1, order.size(), combination);
      try {
        results.put(combination, forks.run(combination));
      } catch (ForkFailedException e) {
        alive.remove(combination);
        listener.forkFailed(combination, e);
      }
    }
    if (!results.isEmpty()) {
      measurements.add(results);
      listener.roundCompleted(measurements);
    }
  }
}
