package dev.ifsbench.bench.latency;

import java.util.function.LongSupplier;

/**
 * Performs requests at a constant rate, one after the other, and records how long each took from
 * its intended start and from its actual one.
 *
 * <p>A closed loop, which starts a request when the one before has ended, asks less while the
 * target stalls: one stall of 100 ms is then one slow request, though at 1000 requests a second a
 * hundred would have met it (Gil Tene's "coordinated omission"). Here the schedule goes on:
 * requests that fell due meanwhile are made up for at once, and each counts from when it was meant
 * to start.
 *
 * <p>The thread spins until the next start, because a parked thread wakes some 50 us late. It needs
 * a processor of its own, and the target needs another: with two processors there is no room for
 * anything else.
 *
 * <p>Running allocates nothing. For one thread at a time.
 */
public final class OpenLoop {
  private final Request request;
  private final LongSupplier nanoTime;
  private final Runnable spinWait;
  private long end;
  private long lastOnTime;

  /** Uses the system clock. */
  OpenLoop(Request request) {
    this(request, System::nanoTime, Thread::onSpinWait);
  }

  /**
   * Uses a given clock.
   *
   * @param request what to perform
   * @param nanoTime the clock, in nanoseconds; its origin is arbitrary
   * @param spinWait called again and again until the next start is due
   */
  public OpenLoop(Request request, LongSupplier nanoTime, Runnable spinWait) {
    this.request = request;
    this.nanoTime = nanoTime;
    this.spinWait = spinWait;
  }

  /**
   * Runs a schedule. It gives up when the rate can no longer be called held, so a target that is
   * too slow does not prolong the run.
   *
   * @param schedule when to start requests
   * @param histograms where to record them, made for this schedule
   * @return how well the schedule was kept
   */
  Pace run(Schedule schedule, LatencyHistograms histograms) {
    long requests = schedule.requests();
    long patience = schedule.nanos() * 100 / Pace.LEAST_PERCENT;
    long start = nanoTime.getAsLong();
    end = start;
    lastOnTime = 0;
    long completed = 0;
    while (completed < requests && end - start <= patience) {
      perform(completed, start + schedule.intendedNanos(completed), histograms);
      completed++;
    }
    return new Pace(schedule, completed, Math.max(end - start, schedule.nanos()), lastOnTime);
  }

  private void perform(long number, long intended, LatencyHistograms histograms) {
    long actual = nanoTime.getAsLong();
    if (actual - intended < 0) {
      lastOnTime = number;
      actual = await(intended);
    }
    request.perform();
    end = nanoTime.getAsLong();
    histograms.record(number, end - intended, end - actual);
  }

  private long await(long time) {
    long now;
    do {
      spinWait.run();
      now = nanoTime.getAsLong();
    } while (now - time < 0);
    return now;
  }
}
