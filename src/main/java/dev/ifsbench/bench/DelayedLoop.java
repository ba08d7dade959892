package dev.ifsbench.bench;

import org.openjdk.jmh.infra.Blackhole;

/**
 * A loop made slower by a known time, to see whether a comparison finds that. The delay is work for
 * the processor between operations, as a longer way through the code would be.
 */
final class DelayedLoop implements Loop {
  private static final long CALIBRATION_TOKENS = 2_000_000;
  private static final int CALIBRATIONS = 5;

  private final Loop loop;
  private final long tokens;

  /**
   * Measures how long the work takes on this machine.
   *
   * @param loop what to slow down
   * @param delayNanos by how much, each time
   */
  DelayedLoop(Loop loop, double delayNanos) {
    this.loop = loop;
    tokens = Math.round(delayNanos / nanosPerToken());
  }

  private static double nanosPerToken() {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < CALIBRATIONS; i++) {
      long start = System.nanoTime();
      Blackhole.consumeCPU(CALIBRATION_TOKENS);
      least = Math.min(least, (double) (System.nanoTime() - start) / CALIBRATION_TOKENS);
    }
    return least;
  }

  @Override
  public void run(int times) {
    for (int i = 0; i < times; i++) {
      loop.run(1);
      Blackhole.consumeCPU(tokens);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
