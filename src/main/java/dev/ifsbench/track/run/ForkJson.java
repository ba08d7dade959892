package dev.ifsbench.track.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.ifsbench.track.environment.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What one fork delivered, as JSON: all that is needed to merge it with others into JMH's JSON,
 * which does not have that. It holds numbers and texts only, and reading it takes no more time and
 * memory than its size justifies, whoever wrote it.
 *
 * @param params what was run and how
 * @param benchmarks JMH's result of each fork, which is one
 */
public record ForkJson(Params params, List<OfBenchmark> benchmarks) {
  private static final int MAXIMUM_BYTES = 64 << 20;
  private static final int MAXIMUM_DEPTH = 10;

  /** What a profiler may print. */
  private static final int MAXIMUM_TEXT = 8 << 20;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAXIMUM_DEPTH)
                      .maxStringLength(MAXIMUM_TEXT)
                      .maxDocumentLength(MAXIMUM_BYTES)
                      .build())
              .build());

  private static final ObjectReader READER =
      MAPPER
          .readerFor(ForkJson.class)
          .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Makes the lists immutable. */
  public ForkJson {
    benchmarks = List.copyOf(benchmarks);
  }

  /**
   * A time in the unit in which it was given, as JMH prints it.
   *
   * @param value how many
   * @param unit of these
   */
  record Time(long value, TimeUnit unit) {
    static Time of(TimeValue time) {
      return new Time(time.getTime(), time.getTimeUnit());
    }

    TimeValue decoded() {
      return new TimeValue(value, unit);
    }
  }

  /**
   * JMH's settings of a phase; see {@link IterationParams}.
   *
   * @param count of iterations
   * @param time of each
   * @param batchSize calls in each operation
   */
  record Phase(int count, Time time, int batchSize) {
    static Phase of(IterationParams params) {
      return new Phase(params.getCount(), Time.of(params.getTime()), params.getBatchSize());
    }

    IterationParams as(IterationType type) {
      return new IterationParams(type, count, time.decoded(), batchSize);
    }
  }

  /** The parts of {@link BenchmarkParams}, by the same names. */
  record Params(
      String benchmark,
      String generatedBenchmark,
      boolean synchIterations,
      int threads,
      List<Integer> threadGroups,
      List<String> threadGroupLabels,
      int forks,
      int warmupForks,
      Phase warmup,
      Phase measurement,
      Mode mode,
      Map<String, String> params,
      TimeUnit timeUnit,
      int opsPerInvocation,
      String jvm,
      List<String> jvmArgs,
      String jdkVersion,
      String vmName,
      String vmVersion,
      String jmhVersion,
      Time timeout) {
    Params {
      threadGroups = List.copyOf(threadGroups);
      threadGroupLabels = List.copyOf(threadGroupLabels);
      jvmArgs = List.copyOf(jvmArgs);
      params = Map.copyOf(params);
    }

    static Params of(BenchmarkParams params) {
      List<Integer> groups = new ArrayList<>();
      for (int group : params.getThreadGroups()) {
        groups.add(group);
      }
      Map<String, String> values = new TreeMap<>();
      for (String key : params.getParamsKeys()) {
        values.put(key, params.getParam(key));
      }
      return new Params(
          params.getBenchmark(),
          params.generatedBenchmark(),
          params.shouldSynchIterations(),
          params.getThreads(),
          groups,
          List.copyOf(params.getThreadGroupLabels()),
          params.getForks(),
          params.getWarmupForks(),
          Phase.of(params.getWarmup()),
          Phase.of(params.getMeasurement()),
          params.getMode(),
          values,
          params.getTimeUnit(),
          params.getOpsPerInvocation(),
          params.getJvm(),
          Secrets.mask(List.copyOf(params.getJvmArgs())),
          params.getJdkVersion(),
          params.getVmName(),
          params.getVmVersion(),
          params.getJmhVersion(),
          Time.of(params.getTimeout()));
    }

    BenchmarkParams decoded() {
      WorkloadParams workload = new WorkloadParams();
      new TreeMap<>(params).forEach((name, value) -> workload.put(name, value, 0));
      return new BenchmarkParams(
          benchmark,
          generatedBenchmark,
          synchIterations,
          threads,
          threadGroups.stream().mapToInt(Integer::intValue).toArray(),
          threadGroupLabels,
          forks,
          warmupForks,
          warmup.as(IterationType.WARMUP),
          measurement.as(IterationType.MEASUREMENT),
          mode,
          workload,
          timeUnit,
          opsPerInvocation,
          jvm,
          jvmArgs,
          jdkVersion,
          vmName,
          vmVersion,
          jmhVersion,
          timeout.decoded());
    }
  }

  /**
   * The results of a fork.
   *
   * @param iterations those of each
   * @param whole what belongs to no iteration
   */
  record OfBenchmark(List<List<ScoreJson>> iterations, List<ScoreJson> whole) {
    OfBenchmark {
      iterations = iterations.stream().map(List::copyOf).toList();
      whole = List.copyOf(whole);
    }

    static OfBenchmark of(BenchmarkResult result) {
      return new OfBenchmark(
          result.getIterationResults().stream().map(OfBenchmark::scores).toList(),
          result.getBenchmarkResults().values().stream().map(ScoreJson::of).toList());
    }

    private static List<ScoreJson> scores(IterationResult iteration) {
      List<ScoreJson> scores = new ArrayList<>();
      scores.add(ScoreJson.of(iteration.getPrimaryResult()));
      // Derived results are derived again.
      Collection<String> given = iteration.getRawSecondaryResults().keys();
      iteration
          .getSecondaryResults()
          .forEach(
              (name, result) -> {
                if (given.contains(name)) {
                  scores.add(ScoreJson.of(result));
                }
              });
      return scores;
    }

    BenchmarkResult decoded(BenchmarkParams params) {
      List<IterationResult> decoded = new ArrayList<>();
      for (List<ScoreJson> scores : iterations) {
        IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
        scores.forEach(score -> iteration.addResult(score.decoded()));
        if (iteration.getRawPrimaryResults().size() != 1) {
          throw new IllegalArgumentException("an iteration has one primary result");
        }
        decoded.add(iteration);
      }
      BenchmarkResult result = new BenchmarkResult(params, decoded);
      whole.forEach(score -> result.addBenchmarkResult(score.decoded()));
      return result;
    }
  }

  /** Writes a fork's result, in UTF-8. */
  public static byte[] encode(RunResult result) {
    ForkJson fork =
        new ForkJson(
            Params.of(result.getParams()),
            result.getBenchmarkResults().stream().map(OfBenchmark::of).toList());
    try {
      return MAPPER.writeValueAsBytes(fork);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result holds something that JSON cannot say", e);
    }
  }

  /**
   * A result as it is after it was kept. JMH merges only results of the same classes, so those of
   * this JVM must be of the same as those of an earlier session.
   */
  public static RunResult asKept(RunResult result) {
    try {
      return decode(encode(result));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a fork's result.
   *
   * @throws IOException if it is something else, with the reason in one line
   */
  public static RunResult decode(byte[] json) throws IOException {
    if (json.length > MAXIMUM_BYTES) {
      throw new IOException(
          String.format(Locale.ROOT, "it has more than %d MiB", MAXIMUM_BYTES >> 20));
    }
    try {
      ForkJson fork = READER.readValue(json);
      BenchmarkParams params = fork.params.decoded();
      return new RunResult(
          params, fork.benchmarks.stream().map(each -> each.decoded(params)).toList());
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage().lines().findFirst().orElse("no JSON"), e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException("something is missing or out of range", e);
    }
  }
}
