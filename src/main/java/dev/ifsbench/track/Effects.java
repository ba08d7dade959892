package dev.ifsbench.track;

import java.util.OptionalInt;

/** Tells two samples apart, each given by fork and iteration. */
interface Effects {
  /**
   * How much more the mean over the forks is than before.
   *
   * @param before by fork and iteration
   * @param after by fork and iteration
   * @return without an interval if a side has fewer than two forks
   * @throws IllegalArgumentException if a fork is empty or a side has none
   */
  Effect difference(double[][] before, double[][] after);

  /**
   * How many times as much the geometric mean over the forks is as before.
   *
   * @param before by fork and iteration
   * @param after by fork and iteration
   * @return NaN throughout if any iteration is zero or negative: such a ratio says nothing; without
   *     an interval if a side has fewer than two forks
   * @throws IllegalArgumentException if a fork is empty or a side has none
   */
  Effect ratio(double[][] before, double[][] after);

  /**
   * How many forks more of each side would probably, with a chance of 80%, make the interval of the
   * ratio exclude a value that lies a given distance from the estimate, if neither the estimate nor
   * the scatter between the forks changed.
   *
   * @param before by fork and iteration, all positive
   * @param after by fork and iteration, all positive
   * @param distance of logarithms, above 0
   * @return at least 1; nothing if more than 1000 are needed
   */
  OptionalInt moreForks(double[][] before, double[][] after, double distance);
}
