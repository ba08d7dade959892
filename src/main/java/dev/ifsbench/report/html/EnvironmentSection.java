package dev.ifsbench.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/** Where and how each run was made, and what differs between the runs. */
final class EnvironmentSection {
  /** The field of what {@code doctor} found. */
  static final String DISTURBANCES = "disturbances";

  private EnvironmentSection() {}

  /**
   * Appends everything that is known.
   *
   * @param section what it is put into
   * @param runs of the report
   */
  static void addTo(Element section, List<ReportedRun> runs) {
    for (int i = 1; i < runs.size(); i++) {
      addDifferences(section, runs.get(0), runs.get(i));
    }
    for (ReportedRun run : runs) {
      Element details = section.appendElement("details");
      details.appendElement("summary").text(run.name());
      addDisturbances(details, run.environment().path(DISTURBANCES));
      HtmlTable table = new HtmlTable(details, "Environment of " + run.name(), "what", "value");
      if (run.environment().isMissingNode()) {
        run.results().circumstances().facts().forEach((name, value) -> table.row(name).text(value));
      } else {
        addValues(table, "", run.environment());
      }
    }
  }

  private static void addDifferences(Element section, ReportedRun first, ReportedRun other) {
    List<String> differences =
        new ArrayList<>(
            other.results().circumstances().differencesFrom(first.results().circumstances()));
    if (!differences.isEmpty()) {
      section
          .appendElement("p")
          .addClass("warning")
          .text(
              String.format(
                  Locale.ROOT,
                  "Numbers of %s and of %s are not to be compared: %s.",
                  first.name(),
                  other.name(),
                  String.join("; ", differences)));
    }
  }

  /** What {@code doctor} would have said when the run started. */
  private static void addDisturbances(Element details, JsonNode disturbances) {
    if (!disturbances.isArray()) {
      return;
    }
    if (disturbances.isEmpty()) {
      details.appendElement("p").text("Nothing was found that disturbed measurement.");
      return;
    }
    details.appendElement("p").text("What disturbed measurement, and what to do about it:");
    Element list = details.appendElement("ul").addClass("disturbances");
    for (JsonNode each : disturbances) {
      Element item = list.appendElement("li");
      item.appendElement("strong").text(each.path("subject").asText());
      item.appendText(String.format(Locale.ROOT, ": %s. ", each.path("finding").asText()));
      item.appendElement("small").text(each.path("advice").asText() + ".");
    }
  }

  /** A row for each value, named by its place: {@code machine cpu}. */
  private static void addValues(HtmlTable table, String place, JsonNode node) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (place.isEmpty() && field.getKey().equals(DISTURBANCES)) {
          continue;
        }
        addValues(table, (place + " " + field.getKey()).strip(), field.getValue());
      }
    } else if (node.isArray()) {
      List<String> values = new ArrayList<>();
      node.forEach(value -> values.add(value.isValueNode() ? value.asText() : value.toString()));
      table.row(place).text(String.join("; ", values));
    } else {
      table.row(place).text(node.asText());
    }
  }
}
