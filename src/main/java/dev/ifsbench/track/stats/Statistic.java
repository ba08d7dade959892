package dev.ifsbench.track.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** What a fork counts as, made of its iterations. */
public enum Statistic {
  /**
   * The median iteration. On a shared machine an iteration that was stalled, or that the compiler
   * had not finished with, says nothing of the fork.
   */
  MEDIAN {
    @Override
    public double of(double[] iterations) {
      double[] sorted = iterations.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  },
  /** The mean iteration, as in JMH's own score. It sees what only some iterations pay for. */
  MEAN {
    @Override
    public double of(double[] iterations) {
      return DoubleStream.of(iterations).average().orElseThrow();
    }
  };

  /**
   * Reduces a fork to one number.
   *
   * @param iterations of the fork, at least one
   */
  public abstract double of(double[] iterations);

  /**
   * Reduces each fork to one number.
   *
   * @param forks by fork and iteration, no fork empty
   */
  public double[] ofEach(double[][] forks) {
    return Arrays.stream(forks).mapToDouble(this::of).toArray();
  }

  /** The other of the two. */
  public Statistic other() {
    return this == MEDIAN ? MEAN : MEDIAN;
  }

  /** As a person writes it: {@code median} or {@code mean}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
