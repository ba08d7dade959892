package dev.ifsbench.track.series;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.LatencyFiles;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.RunFiles;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that a run's files say of its numbers.
 *
 * @param name what a person calls the run
 * @param series of benchmarks and percentiles, in the files' order
 * @param circumstances that the numbers depend on
 * @param commit that was measured; nothing if not recorded
 * @param startTime of the run, ISO 8601; nothing if not recorded
 * @param objections to the run as a whole, clauses; empty if all went well
 * @param paired whether iterations with the same index ran side by side
 * @param sides the two things that the run was made to compare; nothing if there are none
 */
public record RunResults(
    String name,
    List<BenchmarkSeries> series,
    Circumstances circumstances,
    Optional<String> commit,
    Optional<String> startTime,
    List<String> objections,
    boolean paired,
    Optional<PairedSides> sides) {
  /** Makes the lists immutable. */
  public RunResults {
    series = List.copyOf(series);
    objections = List.copyOf(objections);
  }

  /**
   * Reads a run: JMH's JSON, the latency log, or both, and the environment if there is one; no
   * secondary metrics.
   *
   * @param files of the run
   * @throws UnusableRunException if there are no results, or something is damaged
   */
  public static RunResults read(RunFiles files) throws UnusableRunException {
    return read(files, metric -> false);
  }

  /**
   * Reads a run with secondary metrics.
   *
   * @param files of the run
   * @param metrics tells by its name, such as {@code gc.alloc.rate.norm}, whether a metric is read
   * @throws UnusableRunException if there are no results, or something is damaged
   */
  public static RunResults read(RunFiles files, Predicate<String> metrics)
      throws UnusableRunException {
    try {
      return readAll(files, metrics);
    } catch (IOException e) {
      throw new UnusableRunException(
          String.format(Locale.ROOT, "'%s' cannot be read: %s", files.name(), IoReason.of(e)));
    }
  }

  /**
   * The same run with other series.
   *
   * @param others in place of these
   */
  public RunResults with(List<BenchmarkSeries> others) {
    return named(name, others);
  }

  /**
   * The same run, made at a time that its files do not tell.
   *
   * @param time when it started, ISO 8601
   */
  public RunResults startedAt(String time) {
    return new RunResults(
        name, series, circumstances, commit, Optional.of(time), objections, paired, sides);
  }

  /**
   * One side of a run whose sides took turns: its series, without the parameter that tells the
   * sides apart.
   *
   * @param parameter that one
   * @param value of it on this side
   * @return without series if there is no such side
   */
  public RunResults side(String parameter, String value) {
    return named(
        String.format(Locale.ROOT, "%s %s=%s", name, parameter, value),
        series.stream()
            .filter(each -> value.equals(each.key().params().get(parameter)))
            .map(each -> each.without(parameter))
            .toList());
  }

  private RunResults named(String newName, List<BenchmarkSeries> newSeries) {
    return new RunResults(
        newName, newSeries, circumstances, commit, startTime, objections, paired, sides);
  }

  private static RunResults readAll(RunFiles files, Predicate<String> metrics)
      throws IOException, UnusableRunException {
    List<BenchmarkSeries> series = new ArrayList<>();
    JsonNode environment = environment(files);
    Circumstances circumstances = Circumstances.of(environment);
    boolean paired = environment.at("/run/paired").asBoolean();
    if (files.has(RunFolder.JMH_RESULT)) {
      JmhResultReader jmh = new JmhResultReader(files.name(), files.read(RunFolder.JMH_RESULT));
      series.addAll(jmh.series(metrics));
      if (paired) {
        MeasurementSettings turns = MeasurementSettings.takingTurns(environment.at("/run/fork"));
        series.replaceAll(each -> each.measuredWith(turns));
      }
      circumstances = jmh.addTo(circumstances);
    }
    if (files.has(LatencyFiles.LOG)) {
      MeasurementSettings rate = MeasurementSettings.rate(environment.at("/run/requestsPerSecond"));
      for (BenchmarkSeries each :
          new LatencyLogReader(files.name(), files.read(LatencyFiles.LOG)).series()) {
        series.add(objectedTo(each, files).measuredWith(rate));
      }
    }
    if (series.isEmpty()) {
      throw new UnusableRunException(
          String.format(
              Locale.ROOT,
              "'%s' holds no results: neither a benchmark in %s nor a %s",
              files.name(),
              RunFolder.JMH_RESULT,
              LatencyFiles.LOG));
    }
    return new RunResults(
        files.name(),
        series,
        circumstances,
        text(environment, "/project/commit"),
        text(environment, "/startTime"),
        objections(files),
        paired,
        sides(environment.at("/run/sides")));
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

  /**
   * Where and how a run was made.
   *
   * @param files of the run
   * @return a missing node if that was not recorded
   * @throws IOException if it cannot be read
   * @throws UnusableRunException if it is damaged
   */
  public static JsonNode environment(RunFiles files) throws IOException, UnusableRunException {
    return files.has(RunFolder.ENVIRONMENT)
        ? json(files, RunFolder.ENVIRONMENT)
        : new ObjectMapper().missingNode();
  }

  private static JsonNode json(RunFiles files, String name)
      throws IOException, UnusableRunException {
    try {
      return new ObjectMapper().readTree(files.read(name));
    } catch (JsonProcessingException e) {
      throw new UnusableRunException(
          String.format(
              Locale.ROOT,
              "'%s' cannot be read: its %s is damaged: %s",
              files.name(),
              name,
              IoReason.of(e)));
    }
  }

  private static Optional<String> text(JsonNode environment, String place) {
    return Optional.ofNullable(environment.at(place).textValue());
  }

  private static Optional<PairedSides> sides(JsonNode sides) {
    return sides.isObject()
        ? Optional.of(
            new PairedSides(
                sides.path("parameter").asText(),
                sides.path("before").asText(),
                sides.path("after").asText()))
        : Optional.empty();
  }

  /** What a run says of itself in its manifest; JMH's own files have none. */
  private static List<String> objections(RunFiles files) throws IOException, UnusableRunException {
    if (!files.has(Manifest.NAME)) {
      return List.of();
    }
    JsonNode manifest = json(files, Manifest.NAME);
    List<String> objections = new ArrayList<>();
    String status = manifest.path("status").asText();
    if (!status.equals(RunStatus.COMPLETE.toString())) {
      objections.add("it is " + status);
    }
    manifest.path("failed").forEach(failed -> objections.add(failed.asText() + " failed"));
    return objections;
  }
}
