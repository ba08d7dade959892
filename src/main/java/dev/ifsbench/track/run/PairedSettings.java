package dev.ifsbench.track.run;

import java.time.Duration;

/**
 * The durations of a fork in which several sides take turns.
 *
 * @param warmupMillis milliseconds for all kinds together, before measuring
 * @param measureMillis milliseconds for all kinds together
 */
public record PairedSettings(long warmupMillis, long measureMillis) {
  /**
   * Returns the total duration.
   *
   * @return both together
   */
  public Duration duration() {
    return Duration.ofMillis(warmupMillis + measureMillis);
  }

  /** Long enough that the compiler is done with four kinds on two cores. */
  public static final PairedSettings HEADLINE = new PairedSettings(2_400, 1_600);

  /** The same for two sides. */
  public static final PairedSettings TWO_SIDES = new PairedSettings(900, 600);
}
