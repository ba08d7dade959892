package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.calibrate.CalibrationSetting;
import dev.ifsbench.track.calibrate.CalibrationTrial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** The table of how often a comparison finds a difference that is there, or is not. */
public final class CalibrationReport {
  private static final double CONFIDENCE = 0.95;

  private static final Comparator<CalibrationSetting> ORDER =
      Comparator.comparing((CalibrationSetting setting) -> setting.way())
          .thenComparing(CalibrationSetting::transport)
          .thenComparing(CalibrationSetting::confidence)
          .thenComparing(CalibrationSetting::effect)
          .thenComparing(CalibrationSetting::rounds)
          .thenComparing(CalibrationSetting::build);

  private CalibrationReport() {}

  /**
   * Returns the table.
   *
   * @param screen that it is laid out for
   * @param trials all of them
   * @return a line for each setting that trials have in common, and what its time means
   */
  public static List<String> lines(Screen screen, List<CalibrationTrial> trials) {
    TextTable table = new TextTable(screen);
    table.add(
        "way",
        "transport",
        "confidence",
        "slower by",
        "rounds",
        "time",
        "trials",
        "found different",
        "share [95%]",
        "median ratio",
        "build");
    Map<CalibrationSetting, List<CalibrationTrial>> groups = new TreeMap<>(ORDER);
    for (CalibrationTrial trial : trials) {
      groups.computeIfAbsent(trial.setting(), none -> new ArrayList<>()).add(trial);
    }
    groups.forEach((setting, group) -> add(table, setting, group));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add("Time is the mean of one comparison, which decides once, after its last round.");
    return lines;
  }

  private static void add(
      TextTable table, CalibrationSetting setting, List<CalibrationTrial> group) {
    int found = (int) group.stream().filter(CalibrationTrial::isDifferent).count();
    ConfidenceInterval share =
        new WilsonScoreInterval().createInterval(group.size(), found, CONFIDENCE);
    double seconds = group.stream().mapToDouble(CalibrationTrial::seconds).average().orElseThrow();
    double ratio =
        new Median()
            .evaluate(group.stream().mapToDouble(trial -> trial.ratio().estimate()).toArray());
    table.add(
        setting.way(),
        setting.transport(),
        Provenance.percent(setting.confidence()) + "%",
        Provenance.percent(setting.effect()) + "%",
        Integer.toString(setting.rounds()),
        String.format(Locale.ROOT, "%.1f s", seconds),
        Integer.toString(group.size()),
        Integer.toString(found),
        String.format(
            Locale.ROOT,
            "%.1f%% [%.1f, %.1f]",
            100.0 * found / group.size(),
            100 * share.getLowerBound(),
            100 * share.getUpperBound()),
        String.format(Locale.ROOT, "%.4f", ratio),
        shortened(setting.build()));
  }

  private static String shortened(String build) {
    return build.replaceFirst("^([0-9a-f]{10})[0-9a-f]+", "$1");
  }
}
