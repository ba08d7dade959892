package dev.ifsbench.track.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

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
   * Creates the run of a plan.
   *
   * @param forks measures one combination
   * @param listener receives all that happens
   * @param nanoTime the clock of the budget, in nanoseconds
   */
  public Rounds(ForkRunner<C, R> forks, RoundListener<C, R> listener, LongSupplier nanoTime) {
    this.forks = forks;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs all rounds of a plan.
   *
   * @param plan what to measure and for how long
   * @return the complete rounds; combinations of which a fork failed are not in it, and one whose
   *     fork a signal ended twice lacks that round
   */
  public Measurements<C, R> run(RoundPlan<C> plan) {
    return run(plan, new FinishedForks<>(), measurements -> false);
  }

  /**
   * Runs on from where an earlier run of the same plan was interrupted. A seed gives the same order
   * however often that happens.
   *
   * @param plan what to measure, and for how long together with the earlier run
   * @param finished the forks of the earlier run
   * @param enough whether the complete rounds are all that is wanted; asked before each round but
   *     the first
   * @return the complete rounds; combinations of which a fork failed are not in it, and one whose
   *     fork a signal ended twice lacks that round
   */
  public Measurements<C, R> run(
      RoundPlan<C> plan, FinishedForks<C, R> finished, Predicate<Measurements<C, R>> enough) {
    Measurements<C, R> measurements = new Measurements<>(plan.combinations());
    finished.failed().forEach(measurements::drop);
    Set<C> alive = new LinkedHashSet<>(plan.combinations());
    alive.removeAll(finished.failed());
    Random random = new Random(plan.seed());
    long start = nanoTime.getAsLong() - finished.spent().toNanos();
    long longestFork = 0;
    for (int round = 1; round <= plan.maximum() && !alive.isEmpty(); round++) {
      List<C> order = new ArrayList<>(plan.combinations());
      Collections.shuffle(order, random);
      order.retainAll(alive);
      Map<C, R> results = finished.round(round, alive);
      if (results.size() == alive.size()) {
        measurements.add(results);
        continue;
      }
      long roundStart = nanoTime.getAsLong();
      if (round > 1) {
        long left = plan.budget().toNanos() - (roundStart - start);
        boolean isEnough = measurements.rounds() > 0 && enough.test(measurements);
        if (isEnough || longestFork * order.size() > left || left < 0) {
          break;
        }
      }
      order.removeAll(results.keySet());
      measureRound(round, measurements, order, results, alive);
      longestFork = Math.max(longestFork, (nanoTime.getAsLong() - roundStart) / order.size());
    }
    return measurements;
  }

  private void measureRound(
      int round, Measurements<C, R> measurements, List<C> order, Map<C, R> results, Set<C> alive) {
    for (int i = 0; i < order.size(); i++) {
      C combination = order.get(i);
      listener.forkStarts(round, i + 1, order.size(), combination);
      try {
        R result = measured(round, combination);
        if (result != null) {
          results.put(combination, result);
          listener.forkFinished(round, combination, result);
        }
      } catch (ForkFailedException e) {
        alive.remove(combination);
        measurements.drop(combination);
        listener.forkFailed(combination, e);
      }
    }
    if (!results.isEmpty()) {
      measurements.add(results);
      listener.roundCompleted(measurements);
    }
  }

  /** Returns null if signals ended the fork and its replacement. */
  private R measured(int round, C combination) throws ForkFailedException {
    boolean again = true;
    while (true) {
      try {
        return forks.run(combination);
      } catch (ForkFailedException e) {
        if (!e.wasKilled()) {
          throw e;
        }
        listener.forkKilled(round, combination, e, again);
        if (!again) {
          return null;
        }
        again = false;
      }
    }
  }
}
