package dev.ifsbench.bench.latency;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When requests are meant to start: at a constant rate, whatever happened to earlier ones.
 *
 * @param rate requests a second, from 1 to {@value #MAX_RATE}
 * @param nanos nanoseconds during which requests are meant to start, from 1 to an hour's
 */
public record Schedule(int rate, long nanos) {
  /** The highest rate, in requests a second. */
  public static final int MAX_RATE = 1_000_000;

  /** The longest schedule. */
  public static final Duration MAX_DURATION = Duration.ofHours(1);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if rate or time is out of range
   */
  public Schedule {
    if (rate < 1 || rate > MAX_RATE) {
      throw new IllegalArgumentException("a rate is from 1 to " + MAX_RATE + ", but is " + rate);
    }
    if (nanos < 1 || nanos > MAX_DURATION.toNanos()) {
      throw new IllegalArgumentException("a schedule lasts up to an hour, but is of ns " + nanos);
    }
  }

  /** How many requests are meant to start; the first starts at once, so there is at least one. */
  public long requests() {
    return (nanos * rate + SECOND - 1) / SECOND;
  }

  /**
   * When a request is meant to start, without a rounding error that grows.
   *
   * @param request its number, from 0
   * @return nanoseconds after the start of the schedule
   */
  long intendedNanos(long request) {
    return request / rate * SECOND + request % rate * SECOND / rate;
  }
}
