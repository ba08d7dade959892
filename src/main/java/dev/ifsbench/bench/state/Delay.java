package dev.ifsbench.bench.state;

import org.openjdk.jmh.infra.Blackhole;

/**
 * Work for the processor that takes a chosen time. Unlike sleeping or watching a clock it is
 * nothing but instructions, as a longer way through the code would be.
 */
public final class Delay {
  private static final int CORRECTIONS = 8;
  private static final int MEASUREMENTS = 5;
  private static final long TOKENS_MEASURED = 400_000;

  private final long tokens;

  private Delay(long tokens) {
    this.tokens = tokens;
  }

  /**
   * Finds out how much work that is on this machine now. Takes some tens of milliseconds.
   *
   * @param nanos how long it is to take, above 0; less than some nanoseconds cannot be had
   */
  public static Delay of(double nanos) {
    long tokens = TOKENS_MEASURED;
    for (int i = 0; i < CORRECTIONS; i++) {
      // A call has a cost of its own, so that half the tokens do not take half the time.
      tokens = Math.max(1, Math.round(tokens * nanos / nanosOf(tokens)));
    }
    return new Delay(tokens);
  }

  /** The least of several, because whatever else the machine does only adds. */
  private static double nanosOf(long tokens) {
    long calls = Math.max(1, TOKENS_MEASURED / tokens);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < MEASUREMENTS; i++) {
      long start = System.nanoTime();
      for (long call = 0; call < calls; call++) {
        Blackhole.consumeCPU(tokens);
      }
      least = Math.min(least, (double) (System.nanoTime() - start) / calls);
    }
    return least;
  }

  /** Does the work. */
  void spend() {
    Blackhole.consumeCPU(tokens);
  }
}
