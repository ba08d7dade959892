package dev.ifsbench.bench.latency;

import java.util.Locale;

/** The two times of a request that is made at a fixed rate. */
public enum LatencyMeasure {
  /**
   * From the intended start to the end: how long a caller waits that asks at this moment. A stall
   * counts against every request that it delays.
   */
  RESPONSE,

  /** From the actual start to the end: what the request takes once it is made. */
  SERVICE;

  /** The name in tags and file names. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As in {@code response time}. */
  @Override
  public String toString() {
    return key() + " time";
  }
}
