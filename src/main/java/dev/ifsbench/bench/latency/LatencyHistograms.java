package dev.ifsbench.bench.latency;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.HdrHistogram.IntCountsHistogram;

/**
 * The times of the requests of one {@link Schedule}, in a histogram for each {@link LatencyMeasure}
 * and each interval of the schedule: a second, or more if there would be above {@value
 * #MAX_INTERVALS} of them. A request belongs to the interval in which it was meant to start.
 *
 * <p>All histograms are made beforehand, so that recording allocates nothing and no other thread
 * takes processor time from what is measured. For one thread at a time.
 */
public final class LatencyHistograms {
  /** The shortest time that can be distinguished, in nanoseconds. */
  public static final long LOWEST_NANOS = 1;

  /** The longest time, an hour in nanoseconds; anything longer is recorded as this. */
  public static final long HIGHEST_NANOS = 3_600_000_000_000L;

  /** Decimal digits that are kept: a value is at most 0.1% off. */
  public static final int DIGITS = 3;

  private static final int MAX_INTERVALS = 60;

  private final Schedule schedule;
  private final long intervalSeconds;
  private final long requestsPerInterval;
  private final IntCountsHistogram[] response;
  private final IntCountsHistogram[] service;

  /**
   * Allocates the histograms of a schedule.
   *
   * @param schedule of the requests
   */
  public LatencyHistograms(Schedule schedule) {
    this.schedule = schedule;
    long seconds = ceilDiv(schedule.nanos(), TimeUnit.SECONDS.toNanos(1));
    intervalSeconds = ceilDiv(seconds, MAX_INTERVALS);
    requestsPerInterval = intervalSeconds * schedule.rate();
    int intervals = (int) ceilDiv(schedule.requests(), requestsPerInterval);
    response = newHistograms(intervals);
    service = newHistograms(intervals);
  }

  /**
   * Makes an empty histogram that the recorded ones can be added to.
   *
   * @return with the same range and precision
   */
  public static Histogram newTotal() {
    return new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
  }

  private static IntCountsHistogram[] newHistograms(int count) {
    IntCountsHistogram[] histograms = new IntCountsHistogram[count];
    Arrays.setAll(histograms, i -> new IntCountsHistogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS));
    return histograms;
  }

  /**
   * Records one request.
   *
   * @param request its number, from 0
   * @param responseNanos from its intended start to its end
   * @param serviceNanos from its actual start to its end
   */
  public void record(long request, long responseNanos, long serviceNanos) {
    int interval = (int) (request / requestsPerInterval);
    response[interval].recordValue(Math.min(responseNanos, HIGHEST_NANOS));
    service[interval].recordValue(Math.min(serviceNanos, HIGHEST_NANOS));
  }

  /**
   * Writes a line for each measure and interval that has a request.
   *
   * @param log where to
   * @param label what was measured; a line's tag is this, a point, and the measure
   * @param startMillis when the schedule began, since the epoch
   */
  public void writeTo(HistogramLogWriter log, String label, long startMillis) {
    for (int i = 0; i < response.length; i++) {
      write(log, label, LatencyMeasure.RESPONSE, response[i], i, startMillis);
      write(log, label, LatencyMeasure.SERVICE, service[i], i, startMillis);
    }
  }

  private void write(
      HistogramLogWriter log,
      String label,
      LatencyMeasure measure,
      IntCountsHistogram histogram,
      int interval,
      long startMillis) {
    if (histogram.getTotalCount() == 0) {
      return;
    }
    long from = TimeUnit.SECONDS.toMillis(interval * intervalSeconds);
    long to = from + TimeUnit.SECONDS.toMillis(intervalSeconds);
    long all = TimeUnit.NANOSECONDS.toMillis(schedule.nanos());
    histogram.setTag(LatencyTag.of(label, measure));
    histogram.setStartTimeStamp(startMillis + from);
    histogram.setEndTimeStamp(startMillis + Math.max(from, Math.min(to, all)));
    log.outputIntervalHistogram(histogram);
  }

  private static long ceilDiv(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
