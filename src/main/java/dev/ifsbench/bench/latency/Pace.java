package dev.ifsbench.bench.latency;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether an {@link OpenLoop} kept to its schedule.
 *
 * <p>It did not if it achieved less than {@value #LEAST_PERCENT}% of the rate, or if it was behind
 * with requests at the end, that is during the whole last tenth of the schedule: a stall is made
 * good, but a target that is too slow gets ever later, and its response times then say only how
 * long the run was.
 *
 * @param schedule what was asked
 * @param completed requests that ended before the loop gave up
 * @param elapsedNanos from the start to the end of the last of these, at least the schedule's time
 * @param lastOnTime number of the last request that had to be waited for, from 0
 */
public record Pace(Schedule schedule, long completed, long elapsedNanos, long lastOnTime) {
  /** The least share of the rate that counts as held. */
  static final int LEAST_PERCENT = 99;

  private static final int LAST_TENTH = 10;
  private static final int FIELDS = 5;

  /** Requests a second that were completed. */
  public double achievedRate() {
    return (double) completed * TimeUnit.SECONDS.toNanos(1) / elapsedNanos;
  }

  /**
   * Why no percentile of this run may be shown.
   *
   * @return a clause, or nothing if the rate was held
   */
  public Optional<String> objection() {
    double asked = (double) schedule.requests() * TimeUnit.SECONDS.toNanos(1) / schedule.nanos();
    if (achievedRate() * 100 < asked * LEAST_PERCENT) {
      return Optional.of(
          String.format(
              Locale.ROOT, "achieved %.0f requests/s of %d", achievedRate(), schedule.rate()));
    }
    long requests = schedule.requests();
    if (lastOnTime < requests - Math.max(1, requests / LAST_TENTH)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "a backlog from %.1f s to the end at %.1f s",
              seconds(schedule.intendedNanos(lastOnTime)),
              seconds(schedule.nanos())));
    }
    return Optional.empty();
  }

  /** In one line, for {@link #decode}. */
  String encode() {
    return String.format(
        Locale.ROOT,
        "%d %d %d %d %d",
        schedule.rate(),
        schedule.nanos(),
        completed,
        elapsedNanos,
        lastOnTime);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param line five numbers
   * @throws IllegalArgumentException if it is anything else
   */
  public static Pace decode(String line) {
    String[] numbers = line.split(" ", -1);
    if (numbers.length != FIELDS) {
      throw new IllegalArgumentException("not a pace: " + line);
    }
    Schedule schedule = new Schedule(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]));
    return new Pace(
        schedule,
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Long.parseLong(numbers[4]));
  }

  private static double seconds(long nanos) {
    return (double) nanos / TimeUnit.SECONDS.toNanos(1);
  }
}
