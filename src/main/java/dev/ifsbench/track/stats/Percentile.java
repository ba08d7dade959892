package dev.ifsbench.track.stats;

/** The percentiles that latencies are reported at. */
public enum Percentile {
  /** The median. */
  P50("p50", 50, 2),
  /** One in 10 takes longer. */
  P90("p90", 90, 10),
  /** One in 100 takes longer. */
  P99("p99", 99, 100),
  /** One in 1000 takes longer. */
  P99_9("p99.9", 99.9, 1000),
  /** One in 10,000 takes longer. */
  P99_99("p99.99", 99.99, 10_000);

  /** How many samples have to lie beyond a percentile for it to be shown. */
  public static final int LEAST_BEYOND = 10;

  private final String label;
  private final double percent;
  private final int oneIn;

  Percentile(String label, double percent, int oneIn) {
    this.label = label;
    this.percent = percent;
    this.oneIn = oneIn;
  }

  /** The share of samples at or below it, from 0 to 100. */
  public double percent() {
    return percent;
  }

  /** N, where one sample in N lies beyond it. */
  public int oneIn() {
    return oneIn;
  }

  /** How many samples a fork needs for it. */
  public long leastSamples() {
    return (long) LEAST_BEYOND * oneIn;
  }

  /** As in {@code p99.9}. */
  @Override
  public String toString() {
    return label;
  }
}
