package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.compare.RunConditions;
import java.util.ArrayList;
import java.util.List;

/** How two runs that are compared were made differently, as text. */
public final class ConditionsText {
  private ConditionsText() {}

  /**
   * A line for each difference, and one for what is not known.
   *
   * @param conditions of the two runs, which were asked to be compared all the same
   */
  public static List<String> lines(RunConditions conditions) {
    List<String> lines = new ArrayList<>();
    add(lines, "ACROSS ENVIRONMENTS: ", conditions.environments());
    add(lines, "ACROSS SETTINGS: ", conditions.settings());
    add(lines, "Differs:  may explain a difference: ", conditions.explanations());
    if (!conditions.unknown().isEmpty()) {
      lines.add("Unknown:  whether these are the same: " + String.join(", ", conditions.unknown()));
    }
    return List.copyOf(lines);
  }

  private static void add(List<String> lines, String mark, List<String> differences) {
    differences.forEach(difference -> lines.add(mark + Printable.of(difference)));
  }
}
