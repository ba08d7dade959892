package dev.ifsbench.report;

import dev.ifsbench.track.CalibrationTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** The table of how often a comparison finds a difference that is there, or is not. */
public final class CalibrationReport {
  private static final double CONFIDENCE = 0.95;

  private CalibrationReport() {}

  /**
   * Lays out.
   *
   * @param trials all of them
   * @return a line for each way, effect and number of rounds
   */
  public static List<String> lines(List<CalibrationTrial> trials) {
    TextTable table = new TextTable();
    table.add(
        "way", "slower by", "rounds", "trials", "found different", "share [95%]", "median ratio");
    Map<String, List<CalibrationTrial>> groups = new TreeMap<>();
    for (CalibrationTrial trial : trials) {
      String key =
          String.format(
              Locale.ROOT,
              "%s %09.6f %03d",
              CalibrationTrial.way(trial.paired()),
              trial.effect(),
              trial.rounds());
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(trial);
    }
    groups.values().forEach(group -> add(table, group));
    return table.lines();
  }

  private static void add(TextTable table, List<CalibrationTrial> group) {
    CalibrationTrial first = group.get(0);
    int found = (int) group.stream().filter(CalibrationTrial::isDifferent).count();
    ConfidenceInterval share =
        new WilsonScoreInterval().createInterval(group.size(), found, CONFIDENCE);
    double[] ratios =
        group.stream().mapToDouble(trial -> trial.ratio().estimate()).sorted().toArray();
    table.add(
        CalibrationTrial.way(first.paired()),
        Provenance.percent(first.effect()) + "%",
        Integer.toString(first.rounds()),
        Integer.toString(group.size()),
        Integer.toString(found),
        String.format(
            Locale.ROOT,
            "%.1f%% [%.1f, %.1f]",
            100.0 * found / group.size(),
            100 * share.getLowerBound(),
            100 * share.getUpperBound()),
        String.format(Locale.ROOT, "%.4f", ratios[ratios.length / 2]));
  }
}
