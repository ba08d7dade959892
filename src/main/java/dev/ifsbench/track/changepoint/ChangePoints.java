package dev.ifsbench.track.changepoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Finds where the level of a history moved: E-divisive means with a permutation test (Matteson and
 * James, A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data, 2014).
 *
 * <p>The history is read point by point, in the order in which it arose. With each point the latest
 * {@value #WINDOW} points since the last change are split where the two parts have the largest
 * energy distance, and the split is a change if hardly any random permutation of these points can
 * be split as well. What has been found is never looked at again: a change that is found in a
 * history is found at the same place, with the same p-value, in every longer one that begins with
 * it. That is why the permutations of a window are drawn from a seed of its own.
 *
 * <p>That takes strong evidence, and with it a few points more than a person who looks at the end
 * of the history would need. So the latest points are tested once more, less strictly. What only
 * that finds is a suspicion, which later points confirm or drop.
 *
 * <p>A test for each point is many tests. By Boole's inequality, a history of {@value #LENGTH}
 * points on one level has a false alarm with a probability of at most 5%, whatever the distribution
 * of the points: half of that is for the suspicion, and half for the changes.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ChangePoints {
  /**
   * The fewest points in which a step can be found, wherever it is: of fewer, too many random
   * orders can be split as well as the order in which they came.
   */
  public static final int FEWEST = 10;

  /** The fewest points on a side when a change is looked for. */
  static final int LEAST_SIDE = 3;

  /** The most points that are looked at together. */
  static final int WINDOW = 60;

  private static final int LENGTH = 200;

  /** A p-value up to this is a suspicion. */
  private static final double SUSPICION = 0.025;

  /** A p-value up to this is a change. */
  private static final double CHANGE = 0.025 / LENGTH;

  private static final int PERMUTATIONS = 9999;

  /** The same two parts in another order have a statistic that differs by no more than this. */
  private static final double ROUNDING = 1e-9;

  private final long seed;

  /**
   * Creates a detector.
   *
   * @param seed start of the pseudo-random permutations
   */
  public ChangePoints(long seed) {
    this.seed = seed;
  }

  /**
   * Finds all changes.
   *
   * @param history one number for each point, the oldest first
   * @return in order; only the last can be a suspicion
   * @throws IllegalArgumentException if a number is NaN or infinite
   */
  public List<ChangePoint> in(double[] history) {
    return in(history, searched(history, SearchedPoints.NONE));
  }

  /**
   * Searches the points that were not searched before.
   *
   * @param history one number for each point, the oldest first
   * @param before the outcome of {@link #searched} for the first of these points, by the same seed
   * @throws IllegalArgumentException if a number is NaN or infinite
   */
  public SearchedPoints searched(double[] history, SearchedPoints before) {
    if (!Arrays.stream(history).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a history has finite numbers alone");
    }
    List<FoundChange> found = new ArrayList<>(before.found());
    for (int last = before.points(); last < history.length; last++) {
      test(history, start(found), last, CHANGE).ifPresent(found::add);
    }
    return new SearchedPoints(history.length, found);
  }

  /**
   * All changes of a history that has been searched.
   *
   * @param history one number for each point, the oldest first
   * @param searched all of its points
   * @return in order; only the last can be a suspicion
   */
  public List<ChangePoint> in(double[] history, SearchedPoints searched) {
    List<FoundChange> found = new ArrayList<>(searched.found());
    int confirmed = found.size();
    test(history, start(found), history.length - 1, SUSPICION).ifPresent(found::add);
    return withLevels(found, confirmed, history);
  }

  /** The first point since the last change. */
  private static int start(List<FoundChange> found) {
    return found.isEmpty() ? 0 : found.get(found.size() - 1).index();
  }

  private Optional<FoundChange> test(double[] history, int start, int last, double level) {
    int from = Math.max(start, last + 1 - WINDOW);
    if (last + 1 - from < 2 * LEAST_SIDE) {
      return Optional.empty();
    }
    double[] window = Arrays.copyOfRange(history, from, last + 1);
    OptionalDouble p =
        pValue(new EnergyOrder(window, LEAST_SIDE), level, new SplittableRandom(seed + last));
    if (p.isEmpty()) {
      return Optional.empty();
    }
    EnergySplit split = EnergySplit.best(window, LEAST_SIDE);
    // The test leaves LEAST_SIDE points on either side; the change can be nearer to the end.
    Boundary at = Boundary.in(window, split.index(), LEAST_SIDE - 1);
    return Optional.of(
        new FoundChange(
            from + at.best(), from + at.earliest(), from + at.latest(), last, p.getAsDouble()));
  }

  private static List<ChangePoint> withLevels(
      List<FoundChange> found, int confirmed, double[] history) {
    List<ChangePoint> points = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      FoundChange each = found.get(i);
      int before = i == 0 ? 0 : found.get(i - 1).index();
      int after = i + 1 == found.size() ? history.length : found.get(i + 1).index();
      points.add(
          new ChangePoint(
              each.index(),
              each.earliest(),
              each.latest(),
              each.knownAt(),
              i < confirmed,
              each.pValue(),
              mean(history, before, each.index()),
              mean(history, each.index(), after)));
    }
    return List.copyOf(points);
  }

  private static double mean(double[] history, int from, int to) {
    return Arrays.stream(history, from, to).average().orElseThrow();
  }

  /** The p-value; nothing if it is above a level, which a few permutations usually show. */
  private static OptionalDouble pValue(EnergyOrder order, double level, SplittableRandom random) {
    double statistic = order.largest();
    double reached = statistic - ROUNDING * Math.abs(statistic);
    int exceeding = 0;
    for (int i = 0; i < PERMUTATIONS; i++) {
      order.shuffle(random);
      if (order.largest() >= reached) {
        exceeding++;
        if (pValue(exceeding) > level) {
          return OptionalDouble.empty();
        }
      }
    }
    return OptionalDouble.of(pValue(exceeding));
  }

  private static double pValue(int exceeding) {
    return (exceeding + 1.0) / (PERMUTATIONS + 1);
  }
}
