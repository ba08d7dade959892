package dev.ifsbench.track;

import dev.ifsbench.sockets.Binding;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.util.Version;

/** Times of blocks as JMH's results, an iteration each, so that JMH's viewers read them. */
final class BlockResults {
  private static final long OPERATIONS = 1_000_000;

  private final PairedSettings settings;
  private final Binding binding;
  private final List<String> jvmArguments;

  BlockResults(PairedSettings settings, Binding binding, List<String> flags) {
    this.settings = settings;
    this.binding = binding;
    jvmArguments = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    jvmArguments.addAll(flags);
  }

  /**
   * One fork's.
   *
   * @param times nanoseconds an operation, by block
   */
  RunResult of(Combination combination, double[] times) {
    BenchmarkParams params = params(combination, times.length);
    List<IterationResult> iterations = new ArrayList<>();
    for (double time : times) {
      IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
      iteration.addResult(
          new AverageTimeResult(
              ResultRole.PRIMARY,
              combination.operation().toString(),
              OPERATIONS,
              Math.round(time * OPERATIONS),
              TimeUnit.NANOSECONDS));
      iterations.add(iteration);
    }
    return new RunResult(params, List.of(new BenchmarkResult(params, iterations)));
  }

  private BenchmarkParams params(Combination combination, int blocks) {
    WorkloadParams workload = new WorkloadParams();
    workload.put("handle", combination.handle(), 0);
    workload.put("transport", combination.transport(), 0);
    workload.put("payload", Integer.toString(combination.payload()), 0);
    workload.put("depth", Integer.toString(combination.depth()), 0);
    workload.put("binding", binding.name(), 0);
    TimeValue block = TimeValue.milliseconds(Math.max(1, settings.measureMillis() / blocks));
    return new BenchmarkParams(
        combination.operation().benchmark(),
        combination.operation().benchmark(),
        true,
        1,
        new int[] {1},
        List.of(),
        1,
        0,
        new IterationParams(
            IterationType.WARMUP, 1, TimeValue.milliseconds(settings.warmupMillis()), 1),
        new IterationParams(IterationType.MEASUREMENT, blocks, block, 1),
        Mode.AverageTime,
        workload,
        TimeUnit.NANOSECONDS,
        1,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        jvmArguments,
        System.getProperty("java.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        Version.getPlainVersion(),
        TimeValue.minutes(10));
  }
}
