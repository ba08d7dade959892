package dev.ifsbench.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.bench.limits.Limit;
import dev.ifsbench.bench.limits.LimitObservation;
import dev.ifsbench.bench.limits.Technique;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.provider.Quirk;
import java.util.List;
import java.util.Map;

/** What {@code limits} has seen, as JSON. */
public final class LimitsJson {
  private LimitsJson() {}

  /**
   * Returns everything that was seen.
   *
   * @param quirk what the layers did against their documentation
   * @param techniques the outcome of each, by kind of handle
   * @param transport what carried the data when limits were tried
   * @param limits what was seen of each, for a pass-through and for a wrapping layer
   * @param asDocumented whether all is
   */
  public static String of(
      Quirk quirk,
      Map<Technique, Map<HandleKind, String>> techniques,
      Transport transport,
      Map<Limit, List<LimitObservation>> limits,
      boolean asDocumented) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("quirk", quirk.name());
    ArrayNode rows = root.putArray("techniques");
    techniques.forEach(
        (technique, seen) -> {
          ObjectNode row = rows.addObject();
          write(technique, row);
          ArrayNode cells = row.putArray("cells");
          for (HandleKind kind : HandleKind.values()) {
            String expected = technique.expected(kind, quirk);
            ObjectNode cell = cells.addObject();
            cell.put("handle", kind.name());
            cell.put("seen", seen.get(kind));
            cell.put("documented", expected);
            cell.put("asDocumented", expected.equals(seen.get(kind)));
          }
        });
    root.put("transport", transport.name());
    ArrayNode observed = root.putArray("limits");
    limits.forEach(
        (limit, both) -> {
          ObjectNode row = observed.addObject();
          row.put("limit", limit.title());
          write(both.get(0), row.putObject("passThrough"));
          write(both.get(1), row.putObject("wrapped"));
        });
    root.put("asDocumented", asDocumented);
    return printed(root);
  }

  /**
   * What one row stands for.
   *
   * @param technique the row
   */
  public static String of(Technique technique) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    write(technique, root);
    return printed(root);
  }

  private static void write(Technique technique, ObjectNode row) {
    row.put("technique", technique.label());
    row.put("explanation", technique.explanation());
    technique.sources().forEach(row.putArray("sources")::add);
  }

  private static void write(LimitObservation observation, ObjectNode node) {
    node.put("holds", observation.holds());
    node.put("seen", observation.seen());
  }

  private static String printed(ObjectNode root) {
    try {
      return PrintedJson.of(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON cannot say what was seen", e);
    }
  }
}
