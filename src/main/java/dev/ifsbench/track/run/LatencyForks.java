package dev.ifsbench.track.run;

import dev.ifsbench.bench.latency.LatencyFork;
import dev.ifsbench.bench.latency.LatencySample;
import dev.ifsbench.bench.latency.LatencyTask;
import dev.ifsbench.bench.latency.Schedule;
import dev.ifsbench.bench.state.Transport;
import java.time.Duration;
import java.util.List;

/** Measures round trips at a fixed rate in a fresh JVM, a {@link LatencyFork}. */
public final class LatencyForks implements ForkRunner<BenchmarkId, LatencySample> {
  private final Schedule schedule;
  private final Schedule warmup;
  private final long baseMillis;
  private final JavaFork<LatencySample> forks;

  /**
   * Creates a runner of forks.
   *
   * @param schedule of the requests in each
   * @param warmup the schedule before that, of which nothing is kept
   * @param baseMillis what time stamps are relative to, since the epoch
   * @param flags JVM options added after this JVM's own
   */
  public LatencyForks(Schedule schedule, Schedule warmup, long baseMillis, List<String> flags) {
    this.schedule = schedule;
    this.warmup = warmup;
    this.baseMillis = baseMillis;
    this.forks = new JavaFork<>(LatencyFork.class, LatencySample.class, flags);
  }

  @Override
  public LatencySample run(BenchmarkId benchmark) throws ForkFailedException {
    LatencyTask task =
        new LatencyTask(
            benchmark.kind(),
            Transport.valueOf(benchmark.value("transport")),
            Integer.parseInt(benchmark.value("payload")),
            Integer.parseInt(benchmark.value("depth")),
            schedule,
            warmup,
            benchmark.latencyLabel(),
            baseMillis);
    return forks.run(task, Duration.ofNanos(schedule.nanos() + warmup.nanos()));
  }
}
