package dev.ifsbench.report.text;

import dev.ifsbench.track.environment.NoiseSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What disturbs measurement on a machine, as text. */
public final class DoctorReport {
  private DoctorReport() {}

  /**
   * Returns two lines for each disturbance.
   *
   * @param disturbances that were found
   */
  public static List<String> lines(List<NoiseSource> disturbances) {
    if (disturbances.isEmpty()) {
      return List.of("Nothing was found that disturbs measurement.");
    }
    List<String> lines = new ArrayList<>();
    for (NoiseSource each : disturbances) {
      lines.add(String.format(Locale.ROOT, "%s: %s.", each.subject(), each.finding()));
      lines.add("    " + each.advice() + ".");
    }
    return lines;
  }
}
