package dev.ifsbench.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.compare.LatencySummary;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Percentile;
import java.util.List;
import java.util.Locale;

/** What {@code headline} and {@code latency} have measured, as JSON. */
public final class HeadlineJson {
  private HeadlineJson() {}

  /**
   * Returns the headline comparison as JSON.
   *
   * @param answer sentences
   * @param comparisons in their order
   * @param rounds how many they rest on
   * @param environment where they were measured
   * @param files that hold the results
   */
  public static String of(
      List<String> answer,
      List<ComparedRow<BenchmarkId>> comparisons,
      int rounds,
      Environment environment,
      List<String> files) {
    ObjectNode root = root(rounds, environment, files);
    answer.forEach(root.putArray("answer")::add);
    ArrayNode rows = root.putArray("comparisons");
    for (ComparedRow<BenchmarkId> comparison : comparisons) {
      ObjectNode row = rows.addObject();
      write(comparison.subject(), row);
      JsonReport.write(comparison.level(), row.putObject("nanos"));
      ArrayNode contrasts = row.putArray("against");
      comparison.contrasts().forEach(contrast -> write(contrast, contrasts.addObject()));
    }
    return printed(root);
  }

  /**
   * Returns the latencies as JSON.
   *
   * @param summaries in their order
   * @param rate requests a second
   * @param rounds how many they rest on
   * @param environment where they were measured
   * @param files that hold the results
   */
  public static String of(
      List<LatencySummary> summaries,
      int rate,
      int rounds,
      Environment environment,
      List<String> files) {
    ObjectNode root = root(rounds, environment, files);
    root.put("requestsPerSecond", rate);
    ArrayNode rows = root.putArray("latencies");
    for (LatencySummary summary : summaries) {
      ObjectNode row = rows.addObject();
      write(summary.benchmark(), row);
      row.put("requests", summary.samples());
      row.put("objection", summary.objection().orElse(null));
      row.put("reference", summary.reference().orElse(null));
      for (LatencyMeasure measure : LatencyMeasure.values()) {
        var times = summary.times().get(measure);
        ObjectNode json = row.putObject(measure.name().toLowerCase(Locale.ROOT));
        ObjectNode nanos = json.putObject("nanos");
        ObjectNode ratios = json.putObject("ratio");
        for (Percentile percentile : Percentile.values()) {
          put(percentile, times.percentiles().get(percentile), nanos);
          put(percentile, times.ratios().get(percentile), ratios);
        }
        json.put("maxNanos", times.maxNanos().isPresent() ? times.maxNanos().getAsLong() : null);
      }
    }
    return printed(root);
  }

  private static void put(Percentile percentile, Interval interval, ObjectNode json) {
    if (interval != null) {
      JsonReport.write(interval, json.putObject(percentile.toString()));
    }
  }

  private static ObjectNode root(int rounds, Environment environment, List<String> files) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 1);
    root.put("real", environment.real());
    root.put("modelled", environment.modelled());
    root.put("rounds", rounds);
    files.forEach(root.putArray("files")::add);
    return root;
  }

  private static void write(BenchmarkId benchmark, ObjectNode json) {
    json.put("benchmark", benchmark.name());
    ObjectNode params = json.putObject("params");
    benchmark.parameters().forEach(params::put);
  }

  private static void write(Contrast contrast, ObjectNode json) {
    json.put("reference", contrast.reference());
    JsonReport.write(contrast.difference(), json.putObject("difference"));
    JsonReport.write(contrast.ratio(), json.putObject("ratio"));
    json.put("verdict", contrast.verdict().toString().toLowerCase(Locale.ROOT));
    json.put("skewed", contrast.skewed());
  }

  private static String printed(ObjectNode root) {
    try {
      return PrintedJson.of(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers cannot fail to be JSON", e);
    }
  }
}
