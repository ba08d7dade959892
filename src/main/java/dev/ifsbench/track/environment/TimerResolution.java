package dev.ifsbench.track.environment;

/**
 * The resolution of {@link System#nanoTime}.
 *
 * @param stepNanos the smallest step seen, in nanoseconds
 * @param costNanos the mean time of a call, in nanoseconds
 */
record TimerResolution(long stepNanos, long costNanos) {
  private static final int CALLS = 20_000;

  /** Measures the resolution, which takes a few milliseconds. */
  static TimerResolution measure() {
    long step = Long.MAX_VALUE;
    long first = System.nanoTime();
    long previous = first;
    for (int i = 0; i < CALLS; i++) {
      long now = System.nanoTime();
      if (now > previous) {
        step = Math.min(step, now - previous);
      }
      previous = now;
    }
    return new TimerResolution(step, (previous - first) / CALLS);
  }
}
