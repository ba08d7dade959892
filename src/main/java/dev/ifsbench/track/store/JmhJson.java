package dev.ifsbench.track.store;

import dev.ifsbench.track.environment.Secrets;
import dev.ifsbench.track.run.Measurements;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.WorkloadParams;

/** Measurements in JMH's own JSON, written by JMH itself, so that its viewers read them. */
public final class JmhJson {
  private JmhJson() {}

  /**
   * Encodes all complete rounds as if JMH had run them as the forks of one run.
   *
   * @param measurements the rounds
   * @param <C> what was measured
   * @return UTF-8; the raw data of a combination has one list for each round
   */
  public static <C> byte[] encode(Measurements<C, RunResult> measurements) {
    return encode(measurements.combinations().stream().map(measurements::forks).toList());
  }

  /**
   * Encodes forks as one JMH run.
   *
   * @param benchmarks the forks of each, at least one
   * @return UTF-8; the raw data of a benchmark has one list for each of its forks
   */
  public static byte[] encode(Collection<List<RunResult>> benchmarks) {
    return encode(benchmarks.stream().map(JmhJson::merge).toList(), ResultFormatType.JSON);
  }

  /**
   * Encodes JMH's results.
   *
   * @param results in JMH's order
   * @param format in which JMH writes them
   * @return UTF-8, without the secrets of JVM arguments
   */
  public static byte[] encode(Collection<RunResult> results, ResultFormatType format) {
    List<RunResult> masked =
        results.stream()
            .map(
                result ->
                    new RunResult(
                        withForks(result.getParams(), result.getParams().getForks()),
                        result.getBenchmarkResults()))
            .toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(format, out).writeOut(masked);
    }
    return bytes.toByteArray();
  }

  private static RunResult merge(List<RunResult> forks) {
    List<BenchmarkResult> results = new ArrayList<>();
    forks.forEach(fork -> results.addAll(fork.getBenchmarkResults()));
    return new RunResult(withForks(forks.get(0).getParams(), results.size()), results);
  }

  /** JMH ran each fork as a separate run, with a fork count of 1 in its parameters. */
  private static BenchmarkParams withForks(BenchmarkParams params, int forks) {
    WorkloadParams workload = new WorkloadParams();
    for (String key : params.getParamsKeys()) {
      workload.put(key, params.getParam(key), 0);
    }
    return new BenchmarkParams(
        params.getBenchmark(),
        params.generatedBenchmark(),
        params.shouldSynchIterations(),
        params.getThreads(),
        params.getThreadGroups(),
        params.getThreadGroupLabels(),
        forks,
        params.getWarmupForks(),
        params.getWarmup(),
        params.getMeasurement(),
        params.getMode(),
        workload,
        params.getTimeUnit(),
        params.getOpsPerInvocation(),
        params.getJvm(),
        Secrets.mask(List.copyOf(params.getJvmArgs())),
        params.getJdkVersion(),
        params.getVmName(),
        params.getVmVersion(),
        params.getJmhVersion(),
        params.getTimeout());
  }
}
