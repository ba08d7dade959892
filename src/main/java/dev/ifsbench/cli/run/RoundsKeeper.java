package dev.ifsbench.cli.run;

import dev.ifsbench.track.run.FinishedForks;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.Measurements;
import java.util.Optional;

/**
 * Where a {@link RoundsLoop} keeps what it measures. All is called by the thread that runs the
 * forks, but for {@link #interrupted}, during which that thread stands still.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
interface RoundsKeeper<C, R> {
  /** What earlier sessions of the run have measured already. */
  default FinishedForks<C, R> finished() {
    return new FinishedForks<>();
  }

  /**
   * Keeps what a fork has delivered, where forks are kept one by one.
   *
   * @param round its round, from 1
   * @param combination what it measured
   * @param result what it delivered
   */
  default void finished(int round, C combination, R result) {}

  /**
   * Tells of a fork that has failed, and keeps its log.
   *
   * @param combination what it was to measure
   * @param label what that is called
   * @param failure why it failed
   */
  void failed(C combination, String label, ForkFailedException failure);

  /**
   * Tells of a fork that was ended by a signal.
   *
   * @param round its round, from 1
   * @param combination what it was to measure
   * @param label what that is called
   * @param failure how it ended
   * @param again whether it is run once more
   * @return in one line
   */
  default String killed(
      int round, C combination, String label, ForkFailedException failure, boolean again) {
    return Killed.line(round, label, failure, again);
  }

  /**
   * Keeps the complete rounds, where rounds are kept and not forks.
   *
   * @param measurements all complete rounds
   */
  default void completed(Measurements<C, R> measurements) {}

  /**
   * Keeps everything; nothing follows.
   *
   * @param measurements all complete rounds, if there are any
   */
  void ended(Measurements<C, R> measurements);

  /**
   * Keeps what there is when the run is interrupted, and tells how to go on if that is possible.
   */
  void interrupted();

  /**
   * The rounds of which anything may be shown.
   *
   * @param measurements all complete rounds
   */
  default Measurements<C, R> shown(Measurements<C, R> measurements) {
    return measurements;
  }

  /** Where it is kept, for display. */
  String location();

  /** Why something could not be kept; nothing if all was. */
  Optional<String> writeFailure();
}
