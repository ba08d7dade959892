package dev.ifsbench.track;

import org.openjdk.jmh.results.RunResult;

/** Measures one combination once. */
@FunctionalInterface
public interface ForkRunner {
  /**
   * Measures.
   *
   * @param combination what to measure
   * @return a result with the iterations of one fork, in nanoseconds an operation
   * @throws ForkFailedException if there is no result
   */
  RunResult run(Combination combination) throws ForkFailedException;
}
