package dev.ifsbench.track.run;

/**
 * Measures one combination once.
 *
 * @param <C> what can be measured
 * @param <R> what a fork delivers
 */
@FunctionalInterface
public interface ForkRunner<C, R> {
  /**
   * Runs one fork.
   *
   * @param combination what to measure
   * @return what one fork delivers
   * @throws ForkFailedException if there is no result
   */
  R run(C combination) throws ForkFailedException;
}
