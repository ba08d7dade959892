package dev.ifsbench.cli.run;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long a run in rounds still takes. A fork is assumed to take the average time of those before
 * it, and a round that was begun is finished: as long as forks remain, time is left.
 */
final class TimeLeft {
  /** The budget of a run that is limited only by its number of rounds. */
  static final Duration NO_BUDGET = Duration.ofDays(365);

  private static final Duration LEAST = Duration.ofSeconds(1);

  private final int forksInRound;
  private final int maximumRounds;
  private final Duration budget;
  private final Duration estimate;
  private final int forksBefore;
  private final Supplier<Duration> spent;

  /**
   * Creates an estimate.
   *
   * @param forksInRound at least one
   * @param maximumRounds at most so many are measured
   * @param budget no further round is begun that does not fit in it
   * @param estimate what a fork takes, as long as none was measured
   * @param forksBefore that an interrupted run had finished
   * @param spent by all forks until now
   */
  TimeLeft(
      int forksInRound,
      int maximumRounds,
      Duration budget,
      Duration estimate,
      int forksBefore,
      Supplier<Duration> spent) {
    this.forksInRound = forksInRound;
    this.maximumRounds = maximumRounds;
    this.budget = budget;
    this.estimate = estimate;
    this.forksBefore = forksBefore;
    this.spent = spent;
  }

  /** What a round is expected to take. */
  Duration round() {
    return estimate.multipliedBy(forksInRound);
  }

  /**
   * The time until the last fork ends.
   *
   * @param forksStarted in this process, before the one that starts now
   * @return at least a second
   */
  Duration after(int forksStarted) {
    int started = forksBefore + forksStarted;
    Duration gone = spent.get();
    Duration fork = started == 0 ? estimate : gone.dividedBy(started);
    long forksLeft = (long) maximumRounds * forksInRound - started;
    Duration byRounds = fork.multipliedBy(Math.max(0, forksLeft));
    Duration byBudget = budget.minus(gone);
    Duration ofRound = fork.multipliedBy(forksInRound - started % forksInRound);
    return longer(longer(shorter(byRounds, byBudget), ofRound), LEAST);
  }

  /**
   * How much of the run is done.
   *
   * @param forksStarted in this process, before the one that starts now
   * @return a share below 1
   */
  double share(int forksStarted) {
    double gone = spent.get().toMillis();
    return gone / (gone + after(forksStarted).toMillis());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
