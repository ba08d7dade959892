package dev.ifsbench.track.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.bench.foreign.SideBlocks;
import dev.ifsbench.track.run.ForkJson.OfBenchmark;
import dev.ifsbench.track.run.ForkJson.Params;
import dev.ifsbench.track.run.ForkJson.Phase;
import dev.ifsbench.track.run.ForkJson.Time;
import dev.ifsbench.track.run.ScoreJson.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.TimeValue;

/** Results of a JMH of any version as those of this project's, so that one store keeps them. */
final class ForeignResults {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Time JMHS_TIMEOUT = new Time(10, TimeUnit.MINUTES);

  /** What JMH derives from the samples, and will derive again. */
  private static final Pattern SAMPLED_PERCENTILE = Pattern.compile("(?:.*\u00b7)?p\\d\\.\\d+");

  private ForeignResults() {}

  /**
   * One side's blocks, an iteration each.
   *
   * @param benchmark what was measured, as it is to be called
   * @param side what a fork gave
   * @param settings how long it measured
   * @param jvmArguments of the fork
   */
  static RunResult of(
      BenchmarkId benchmark, SideBlocks side, PairedSettings settings, List<String> jvmArguments) {
    SideBlocks.Settings jmh = side.settings();
    int blocks = side.blocks().size();
    Time block = new Time(Math.max(1, settings.measureMillis() / blocks), TimeUnit.MILLISECONDS);
    Params params =
        new Params(
            benchmark.name(),
            benchmark.name(),
            true,
            jmh.threads(),
            jmh.threadGroups(),
            jmh.threadGroupLabels(),
            1,
            0,
            new Phase(1, new Time(settings.warmupMillis(), TimeUnit.MILLISECONDS), 1),
            new Phase(blocks, block, 1),
            benchmark.mode(),
            benchmark.parameters(),
            TimeUnit.valueOf(jmh.timeUnit()),
            jmh.operations(),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            jvmArguments,
            System.getProperty("java.version"),
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"),
            jmh.jmhVersion(),
            JMHS_TIMEOUT);
    List<List<ScoreJson>> iterations = new ArrayList<>();
    for (SideBlocks.Block each : side.blocks()) {
      List<Samples> samples = new ArrayList<>();
      long nanosInUnit = TimeUnit.valueOf(jmh.timeUnit()).toNanos(1);
      each.samples()
          .forEach(
              sample ->
                  samples.add(
                      new Samples(
                          Math.round(sample.value() * nanosInUnit),
                          Math.toIntExact(sample.count()))));
      iterations.add(List.of(primary(label(benchmark), each.score(), each.unit(), samples)));
    }
    return decoded(params, iterations);
  }

  /**
   * What JMH has written of one fork.
   *
   * @param benchmark what was measured, as it is to be called
   * @param file in JMH's JSON
   * @throws IOException if it is not the result of one benchmark
   */
  static RunResult read(BenchmarkId benchmark, Path file) throws IOException {
    JsonNode results = MAPPER.readTree(Files.readAllBytes(file));
    if (results.size() != 1) {
      throw new IOException("JMH has measured " + results.size() + " benchmarks instead of one");
    }
    JsonNode result = results.get(0);
    JsonNode metric = result.path("primaryMetric");
    String unit = metric.path("scoreUnit").asText();
    List<List<ScoreJson>> iterations = new ArrayList<>();
    JsonNode histograms = metric.path("rawDataHistogram").path(0);
    JsonNode raw = metric.path("rawData").path(0);
    for (int i = 0; i < Math.max(histograms.size(), raw.size()); i++) {
      List<ScoreJson> scores = new ArrayList<>();
      scores.add(
          histograms.isArray()
              ? primary(label(benchmark), 0, unit, samples(histograms.get(i), unit))
              : primary(label(benchmark), raw.get(i).asDouble(Double.NaN), unit, List.of()));
      for (Map.Entry<String, JsonNode> secondary : result.path("secondaryMetrics").properties()) {
        secondary(secondary.getKey(), secondary.getValue(), i).forEach(scores::add);
      }
      iterations.add(scores);
    }
    if (iterations.isEmpty()) {
      throw new IOException("JMH has measured no iteration");
    }
    return decoded(params(benchmark, result, unit), iterations);
  }

  private static RunResult decoded(Params params, List<List<ScoreJson>> iterations) {
    BenchmarkParams decoded = params.decoded();
    return new RunResult(decoded, List.of(new OfBenchmark(iterations, List.of()).decoded(decoded)));
  }

  /** JMH's name for the primary result: the method's. */
  private static String label(BenchmarkId benchmark) {
    return benchmark.name().substring(benchmark.name().lastIndexOf('.') + 1);
  }

  private static ScoreJson primary(String label, double score, String unit, List<Samples> samples) {
    return new ScoreJson(
        samples.isEmpty() ? ScoreJson.Type.SCORE : ScoreJson.Type.SAMPLES,
        ResultRole.PRIMARY,
        label,
        score,
        unit,
        AggregationPolicy.AVG,
        samples,
        "");
  }

  private static List<ScoreJson> secondary(String label, JsonNode metric, int iteration) {
    JsonNode value = metric.path("rawData").path(0).path(iteration);
    return value.isNumber() && !SAMPLED_PERCENTILE.matcher(label).matches()
        ? List.of(
            new ScoreJson(
                ScoreJson.Type.SCORE,
                ResultRole.SECONDARY,
                label,
                value.asDouble(),
                metric.path("scoreUnit").asText(),
                AggregationPolicy.AVG,
                List.of(),
                ""))
        : List.of();
  }

  private static List<Samples> samples(JsonNode pairs, String unit) {
    long nanosInUnit = ScoreJson.unitOf(unit).toNanos(1);
    List<Samples> samples = new ArrayList<>();
    for (JsonNode pair : pairs) {
      samples.add(
          new Samples(Math.round(pair.path(0).asDouble() * nanosInUnit), pair.path(1).asInt()));
    }
    return samples;
  }

  private static Params params(BenchmarkId benchmark, JsonNode result, String unit)
      throws IOException {
    List<String> jvmArguments = new ArrayList<>();
    result.path("jvmArgs").forEach(argument -> jvmArguments.add(argument.asText()));
    return new Params(
        benchmark.name(),
        benchmark.name(),
        true,
        result.path("threads").asInt(1),
        List.of(1),
        List.of(),
        1,
        0,
        phase(result, "warmup"),
        phase(result, "measurement"),
        benchmark.mode(),
        benchmark.parameters(),
        timeUnit(unit),
        1,
        result.path("jvm").asText(),
        jvmArguments,
        result.path("jdkVersion").asText(),
        result.path("vmName").asText(),
        result.path("vmVersion").asText(),
        result.path("jmhVersion").asText(),
        JMHS_TIMEOUT);
  }

  private static Phase phase(JsonNode result, String name) throws IOException {
    String time = result.path(name + "Time").asText("0 s");
    try {
      return new Phase(
          result.path(name + "Iterations").asInt(),
          time.equals("single-shot") ? new Time(0, TimeUnit.SECONDS) : Time.of(timeOf(time)),
          result.path(name + "BatchSize").asInt(1));
    } catch (IllegalArgumentException e) {
      throw new IOException("JMH's JSON has a time of another kind: " + time, e);
    }
  }

  private static TimeValue timeOf(String time) {
    return TimeValue.valueOf(time.replace(" ", ""));
  }

  /** The unit of time in {@code ns/op} or {@code ops/ms}. */
  private static TimeUnit timeUnit(String unit) throws IOException {
    for (TimeUnit each : TimeUnit.values()) {
      String name = TimeValue.tuToString(each);
      if (unit.startsWith(name + "/") || unit.endsWith("/" + name)) {
        return each;
      }
    }
    throw new IOException("a score has a unit of another kind: " + unit);
  }
}
