package dev.ifsbench.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a run's files say of its numbers.
 *
 * @param name what a person calls the run
 * @param series of benchmarks and percentiles, in the files' order
 * @param circumstances that the numbers depend on
 * @param commit that was measured; nothing if not recorded
 * @param startTime of the run, ISO 8601; nothing if not recorded
 * @param objections to the run as a whole, clauses; empty if all went well
 */
public record RunResults(
    String name,
    List<BenchmarkSeries> series,
    Circumstances circumstances,
    Optional<String> commit,
    Optional<String> startTime,
    List<String> objections) {
  /** Copies. */
  public RunResults {
    series = List.copyOf(series);
    objections = List.copyOf(objections);
  }

  /**
   * Reads a run: JMH's JSON, the latency log, or both, and the environment if there is one.
   *
   * @param files of the run
   * @throws UnusableRunException if there are no results, or something is damaged
   */
  public static RunResults read(RunFiles files) throws UnusableRunException {
    try {
      return readAll(files);
    } catch (IOException e) {
      throw new UnusableRunException(
          "'%s' cannot be read: %s".formatted(files.name(), e.getMessage()));
    }
  }

  /**
   * The same run with other series.
   *
   * @param others in place of these
   */
  public RunResults with(List<BenchmarkSeries> others) {
    return new RunResults(name, others, circumstances, commit, startTime, objections);
  }

  private static RunResults readAll(RunFiles files) throws IOException, UnusableRunException {
    List<BenchmarkSeries> series = new ArrayList<>();
    JsonNode environment = environment(files);
    Circumstances circumstances = Circumstances.of(environment);
    if (files.has(RunFolder.JMH_RESULT)) {
      JmhResultReader jmh = new JmhResultReader(files.name(), files.read(RunFolder.JMH_RESULT));
      series.addAll(jmh.series());
      circumstances = circumstances.with(jmh);
    }
    if (files.has(LatencyFiles.LOG)) {
      for (BenchmarkSeries each :
          new LatencyLogReader(files.name(), files.read(LatencyFiles.LOG)).series()) {
        series.add(objectedTo(each, files));
      }
    }
    if (series.isEmpty()) {
      throw new UnusableRunException(
          "'%s' holds no results: neither a benchmark in %s nor a %s"
              .formatted(files.name(), RunFolder.JMH_RESULT, LatencyFiles.LOG));
    }
    return new RunResults(
        files.name(),
        series,
        circumstances,
        text(environment, "/project/commit"),
        text(environment, "/startTime"),
        objections(environment.path("run")));
  }

  /** The log does not tell whether the rate was held; the percentiles beside it do. */
  private static BenchmarkSeries objectedTo(BenchmarkSeries series, RunFiles files)
      throws IOException {
    String percentiles = LatencyFiles.percentilesFile(series.key().benchmark());
    if (!files.has(percentiles)) {
      return series;
    }
    return LatencyFiles.objectionIn(files.read(percentiles)).map(series::objectedTo).orElse(series);
  }

  private static JsonNode environment(RunFiles files) throws IOException, UnusableRunException {
    if (!files.has(RunFolder.ENVIRONMENT)) {
      return new ObjectMapper().missingNode();
    }
    try {
      return new ObjectMapper().readTree(files.read(RunFolder.ENVIRONMENT));
    } catch (JsonProcessingException e) {
      throw new UnusableRunException(
          "'%s' cannot be read: its %s is damaged".formatted(files.name(), RunFolder.ENVIRONMENT));
    }
  }

  private static Optional<String> text(JsonNode environment, String place) {
    return Optional.ofNullable(environment.at(place).textValue());
  }

  private static List<String> objections(JsonNode run) {
    int failed = run.path("failedCombinations").asInt();
    if (failed == 0) {
      return List.of();
    }
    return List.of(failed == 1 ? "a benchmark failed" : failed + " benchmarks failed");
  }
}
