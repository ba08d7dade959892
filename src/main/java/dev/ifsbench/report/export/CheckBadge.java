package dev.ifsbench.report.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.report.text.CheckReport;
import dev.ifsbench.report.text.CheckRow;
import java.util.Locale;

/** The JSON from which shields.io makes a badge, see https://shields.io/badges/endpoint-badge. */
public final class CheckBadge {
  private CheckBadge() {}

  /**
   * Returns the report as a shields.io endpoint badge.
   *
   * @param report what was found
   */
  public static String of(CheckReport report) {
    long worse = report.count(CheckRow.State.WORSE);
    long untold = report.count(CheckRow.State.UNDECIDED) + report.count(CheckRow.State.UNUSABLE);
    long better = report.count(CheckRow.State.BETTER);
    ObjectNode badge = JsonNodeFactory.instance.objectNode();
    badge.put("schemaVersion", 1);
    badge.put("label", "benchmarks");
    badge.put("message", message(worse, untold, better));
    badge.put("color", worse > 0 ? "red" : untold > 0 ? "yellow" : "brightgreen");
    badge.put("isError", worse > 0);
    return badge + "\n";
  }

  private static String message(long worse, long untold, long better) {
    if (worse > 0) {
      return String.format(Locale.ROOT, "%d worse", worse);
    }
    if (untold > 0) {
      return String.format(Locale.ROOT, "%d undecided", untold);
    }
    return better > 0 ? String.format(Locale.ROOT, "%d better", better) : "no change";
  }
}
