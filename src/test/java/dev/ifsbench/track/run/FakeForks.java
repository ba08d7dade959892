package dev.ifsbench.track.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Results as a JMH fork would deliver them, with times of one's choice. */
public final class FakeForks {
  private FakeForks() {}

  /** A benchmark of the headline comparison, through JNA. */
  public static BenchmarkId headline(
      HeadlineOperation operation, String transport, int payload, int depth, String handle) {
    return benchmark(operation.benchmark(), transport, payload, depth, handle);
  }

  /** A benchmark of the latency comparison. */
  public static BenchmarkId roundTrip(String transport, int payload, int depth, String handle) {
    return benchmark(
        "dev.ifsbench.bench.RoundTripBenchmark.roundTrip", transport, payload, depth, handle);
  }

  private static BenchmarkId benchmark(
      String name, String transport, int payload, int depth, String handle) {
    return new BenchmarkId(
        name,
        Mode.AverageTime,
        Map.of(
            "handle",
            handle,
            "transport",
            transport,
            "payload",
            Integer.toString(payload),
            "depth",
            Integer.toString(depth),
            "binding",
            "JNA",
            "provider",
            ""));
  }

  /** A fork whose iterations took these times in nanoseconds an operation. */
  public static RunResult fork(BenchmarkId benchmark, double... times) {
    BenchmarkParams params = params(benchmark, times.length);
    List<IterationResult> iterations = new ArrayList<>();
    for (double time : times) {
      IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
      long operations = 1000;
      iteration.addResult(
          new AverageTimeResult(
              ResultRole.PRIMARY,
              HeadlineOperation.labelOf(benchmark.name()),
              operations,
              Math.round(time * operations),
              TimeUnit.NANOSECONDS));
      iterations.add(iteration);
    }
    return new RunResult(params, List.of(new BenchmarkResult(params, iterations)));
  }

  private static BenchmarkParams params(BenchmarkId benchmark, int iterations) {
    WorkloadParams workload = new WorkloadParams();
    workload.put("handle", benchmark.value(BenchmarkId.HANDLE), 0);
    workload.put("transport", benchmark.value("transport"), 0);
    TimeValue time = TimeValue.milliseconds(100);
    return new BenchmarkParams(
        benchmark.name(),
        "generated",
        true,
        1,
        new int[] {1},
        List.of(),
        1,
        0,
        new IterationParams(IterationType.WARMUP, 3, time, 1),
        new IterationParams(IterationType.MEASUREMENT, iterations, time, 1),
        Mode.AverageTime,
        workload,
        TimeUnit.NANOSECONDS,
        1,
        "java",
        List.of("-Xmx1g"),
        "17",
        "VM",
        "17",
        "1.37",
        TimeValue.minutes(10));
  }
}
