package dev.ifsbench.track.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
public final class BlockResults {
  private static final long OPERATIONS = 1_000_000;

  private final PairedSettings settings;
  private final List<String> jvmArguments;

  /**
   * Prepares results.
   *
   * @param settings how long each fork measured
   * @param flags JVM options of the forks after this JVM's own
   */
  public BlockResults(PairedSettings settings, List<String> flags) {
    this.settings = settings;
    jvmArguments = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    jvmArguments.addAll(flags);
  }

  /**
   * Those of all rounds of forks that measured several loops in turns.
   *
   * @param measured nanoseconds an operation, by loop and block
   * @param loops names the loops of a fork, in their order
   * @param <C> what a fork measured
   */
  public <C> Measurements<BenchmarkId, RunResult> of(
      Measurements<C, double[][]> measured, Function<C, List<BenchmarkId>> loops) {
    return Measurements.ungrouped(
        measured.map((combination, times) -> of(loops.apply(combination), times)));
  }

  /**
   * One fork's.
   *
   * @param loops what was measured, in order
   * @param times nanoseconds an operation, by loop and block
   */
  Map<BenchmarkId, RunResult> of(List<BenchmarkId> loops, double[][] times) {
    Map<BenchmarkId, RunResult> byLoop = new LinkedHashMap<>();
    for (int i = 0; i < times.length; i++) {
      byLoop.put(loops.get(i), of(loops.get(i), times[i]));
    }
    return byLoop;
  }

  /**
   * One loop's of one fork.
   *
   * @param benchmark what was measured
   * @param times nanoseconds an operation, by block
   */
  private RunResult of(BenchmarkId benchmark, double[] times) {
    BenchmarkParams params = params(benchmark, times.length);
    List<IterationResult> iterations = new ArrayList<>();
    for (double time : times) {
      IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
      iteration.addResult(
          new AverageTimeResult(
              ResultRole.PRIMARY,
              label(benchmark),
              OPERATIONS,
              Math.round(time * OPERATIONS),
              TimeUnit.NANOSECONDS));
      iterations.add(iteration);
    }
    return new RunResult(params, List.of(new BenchmarkResult(params, iterations)));
  }

  /** JMH's name for the primary result: the method's. */
  private static String label(BenchmarkId benchmark) {
    return benchmark.name().substring(benchmark.name().lastIndexOf('.') + 1);
  }

  private BenchmarkParams params(BenchmarkId benchmark, int blocks) {
    WorkloadParams workload = new WorkloadParams();
    benchmark.parameters().forEach((name, value) -> workload.put(name, value, 0));
    TimeValue block = TimeValue.milliseconds(Math.max(1, settings.measureMillis() / blocks));
    return new BenchmarkParams(
        benchmark.name(),
        benchmark.name(),
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
