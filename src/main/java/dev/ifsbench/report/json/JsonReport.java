package dev.ifsbench.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.track.compare.RunComparison;
import dev.ifsbench.track.compare.RunConditions;
import dev.ifsbench.track.compare.SeriesComparison;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Pairing;

/** Two runs side by side, for machines: one JSON object. What is unknown is null. */
public final class JsonReport {
  private JsonReport() {}

  /**
   * Returns a comparison as one JSON object.
   *
   * @param comparison what was found
   * @param conditions of the two runs
   */
  public static String of(RunComparison comparison, RunConditions conditions) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("before", comparison.before());
    root.put("after", comparison.after());
    Estimator estimator = comparison.method().estimator();
    root.put("confidence", estimator.confidence());
    root.put("statistic", estimator.statistic().toString());
    root.put("margin", comparison.method().margin());
    root.put("paired", estimator.pairing() == Pairing.BLOCKS);
    write(conditions, root);
    ArrayNode rows = root.putArray("comparisons");
    comparison.rows().forEach(row -> write(row, rows.addObject()));
    ArrayNode onlyBefore = root.putArray("onlyBefore");
    comparison.onlyBefore().forEach(key -> write(key, onlyBefore.addObject()));
    ArrayNode onlyAfter = root.putArray("onlyAfter");
    comparison.onlyAfter().forEach(key -> write(key, onlyAfter.addObject()));
    try {
      return PrintedJson.of(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers cannot fail to be JSON", e);
    }
  }

  /** How the runs were made differently. */
  static void write(RunConditions conditions, ObjectNode json) {
    conditions.environments().forEach(json.putArray("environmentDifferences")::add);
    conditions.settings().forEach(json.putArray("settingsDifferences")::add);
    conditions.explanations().forEach(json.putArray("mayExplain")::add);
    conditions.unknown().forEach(json.putArray("environmentUnknown")::add);
  }

  /** What was measured, whatever statistic of it. */
  static void writeBenchmark(SeriesKey key, ObjectNode json) {
    json.put("benchmark", key.benchmark());
    json.put("mode", key.mode().shortLabel());
    json.put("threads", key.threads());
    ObjectNode params = json.putObject("params");
    key.params().forEach(params::put);
  }

  private static void write(SeriesKey key, ObjectNode json) {
    writeBenchmark(key, json);
    json.put("statistic", key.statistic());
  }

  private static void write(SeriesComparison row, ObjectNode json) {
    write(row.key(), json);
    json.put("unit", row.unit().toString());
    json.put("higherIsBetter", row.key().higherIsBetter());
    json.put("forksBefore", row.forksBefore());
    json.put("forksAfter", row.forksAfter());
    write(row.before(), json.putObject("before"));
    write(row.after(), json.putObject("after"));
    write(row.difference(), json.putObject("difference"));
    write(row.ratio(), json.putObject("ratio"));
    if (row.change().otherRatio().isPresent()) {
      write(row.change().otherRatio().get(), json.putObject("otherStatisticRatio"));
    } else {
      json.putNull("otherStatisticRatio");
    }
    json.put("skewed", row.change().skewed());
    json.put("pValue", row.pValue());
    json.put("adjustedPValue", row.adjustedPValue());
    json.put("verdict", row.word());
    json.put("moreForks", row.moreForks().isPresent() ? row.moreForks().getAsInt() : null);
    json.put("objection", row.objection().orElse(null));
  }

  /** What is no number is null. */
  static void write(Interval interval, ObjectNode json) {
    json.put("estimate", finite(interval.estimate()));
    json.put("low", finite(interval.low()));
    json.put("high", finite(interval.high()));
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
