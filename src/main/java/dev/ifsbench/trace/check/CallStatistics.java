package dev.ifsbench.trace.check;

import dev.ifsbench.trace.recording.TraceEvent;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How often a provider's function was called, how long it took, and how it failed. For one thread
 * at a time.
 *
 * <p>Times are those of the calls that were timed, failed ones included; percentiles are to three
 * significant digits from 1 ns, the maximum is exact. Sampled calls count as often as each stands
 * for.
 */
public final class CallStatistics {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
  private final SortedMap<String, Long> failures = new TreeMap<>();
  private long calls;
  private long recorded;
  private long maxNanos;

  /** Creates statistics without calls. */
  public CallStatistics() {}

  /**
   * Adds a call.
   *
   * @param event the call
   */
  public void add(TraceEvent event) {
    calls += event.calls();
    recorded++;
    if (event.isTimed()) {
      long taken = Math.max(0, event.nanos());
      nanos.recordValue(taken);
      maxNanos = Math.max(maxNanos, taken);
    }
    if (!event.succeeded()) {
      failures.merge(event.errorName(), 1L, Long::sum);
    }
  }

  /**
   * Counts the calls.
   *
   * @return calls, estimated if they were sampled
   */
  public long calls() {
    return calls;
  }

  /**
   * Counts the events.
   *
   * @return events recorded
   */
  public long recorded() {
    return recorded;
  }

  /**
   * Counts the calls that percentiles are taken of.
   *
   * @return events with a duration; fewer than were recorded if some were not timed
   */
  public long timed() {
    return nanos.getTotalCount();
  }

  /**
   * Counts the failures by the error's name.
   *
   * @return the counts, in the names' order
   */
  public SortedMap<String, Long> failures() {
    return failures;
  }

  /**
   * Counts all failures.
   *
   * @return how many calls failed
   */
  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * A percentile of the duration.
   *
   * @param percentile from 0 to 100
   * @return nanoseconds to three significant digits, never above the largest; 0 if no call was
   *     timed
   */
  public long nanos(double percentile) {
    return Math.min(nanos.getValueAtPercentile(percentile), maxNanos);
  }

  /**
   * The longest duration.
   *
   * @return nanoseconds, exact; 0 if no call was timed
   */
  public long maxNanos() {
    return maxNanos;
  }
}
