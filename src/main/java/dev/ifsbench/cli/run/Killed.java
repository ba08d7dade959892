package dev.ifsbench.cli.run;

import dev.ifsbench.track.run.ForkFailedException;
import java.util.Locale;

/** The messages about a fork that was ended by a signal. */
final class Killed {
  private Killed() {}

  /**
   * The message about one fork.
   *
   * @param round its round, from 1
   * @param combination what it was to measure
   * @param failure how it ended
   * @param again whether it is run once more
   */
  static String line(int round, Object combination, ForkFailedException failure, boolean again) {
    return String.format(
        Locale.ROOT,
        "KILLED round %d, %s: %s; %s",
        round,
        combination,
        failure.getMessage(),
        again ? "it is run once more" : "its round is left out, earlier forks stay");
  }

  /**
   * The summary at the end of a run.
   *
   * @param leftOut how many forks are missing from rounds, above 0
   */
  static String summary(int leftOut) {
    return leftOut == 1
        ? "1 fork was ended by a signal twice and is left out of its round"
        : String.format(
            Locale.ROOT,
            "%d forks were ended by signals, twice each, and are left out of their rounds",
            leftOut);
  }
}
