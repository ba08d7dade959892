package dev.ifsbench.track.run;

/**
 * Receives the progress of {@link Rounds}, in the thread that runs them.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
public interface RoundListener<C, R> {
  /**
   * A fork is about to start.
   *
   * @param round its round, from 1
   * @param fork its place in the round, from 1
   * @param forks how many the round has
   * @param combination what it measures
   */
  void forkStarts(int round, int fork, int forks, C combination);

  /**
   * A fork has delivered its result.
   *
   * @param round its round, from 1
   * @param combination what it measured
   * @param result what it delivered
   */
  default void forkFinished(int round, C combination, R result) {}

  /**
   * A fork failed; its combination is not measured again.
   *
   * @param combination what it was to measure
   * @param failure why
   */
  void forkFailed(C combination, ForkFailedException failure);

  /**
   * A signal ended a fork. It is run once more, and after that its combination is left out of the
   * round.
   *
   * @param round its round, from 1
   * @param combination what it was to measure
   * @param failure what the fork said
   * @param again whether it is run once more
   */
  void forkKilled(int round, C combination, ForkFailedException failure, boolean again);

  /**
   * A round is complete.
   *
   * @param measurements all complete rounds
   */
  void roundCompleted(Measurements<C, R> measurements);
}
