package dev.ifsbench.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.track.compare.TrackSummary;
import dev.ifsbench.track.environment.Environment;
import java.util.List;

/** What {@code track} has measured, for machines: one JSON object. What is unknown is null. */
public final class TrackJson {
  private TrackJson() {}

  /**
   * Returns the scores as one JSON object.
   *
   * @param summaries of everything that was measured
   * @param confidence of the intervals
   * @param end why no further round was measured
   * @param environment where they were measured
   * @param location of the results
   * @return the object with an end of line
   */
  public static String of(
      List<TrackSummary> summaries,
      double confidence,
      String end,
      Environment environment,
      String location) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 1);
    root.put("real", environment.real());
    root.put("modelled", environment.modelled());
    root.put("stopped", end);
    root.put("results", location);
    root.put("confidence", confidence);
    ArrayNode rows = root.putArray("scores");
    for (TrackSummary summary : summaries) {
      ObjectNode row = rows.addObject();
      row.put("name", summary.name());
      row.put("unit", summary.unit());
      row.put("rounds", summary.rounds());
      JsonReport.write(summary.score(), row.putObject("score"));
    }
    try {
      return PrintedJson.of(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers cannot fail to be JSON", e);
    }
  }
}
