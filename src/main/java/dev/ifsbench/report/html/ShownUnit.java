package dev.ifsbench.report.html;

import dev.ifsbench.track.stats.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The unit that a person reads a score in: the largest in which the smallest of those that stand
 * together is at least 1.
 *
 * @param text the unit's name
 * @param factor what a score in the file's unit is multiplied by
 */
record ShownUnit(String text, double factor) {
  private static final Pattern TIME = Pattern.compile("(ns|us|ms|s)/op");
  private static final Pattern RATE = Pattern.compile("ops/(ns|us|ms|s)");
  private static final Map<String, Double> SECONDS = new LinkedHashMap<>();
  private static final Map<String, Double> THOUSANDS = new LinkedHashMap<>();

  static {
    SECONDS.put("ns", 1e-9);
    SECONDS.put("\u00b5s", 1e-6);
    SECONDS.put("us", 1e-6);
    SECONDS.put("ms", 1e-3);
    SECONDS.put("s", 1.0);
    THOUSANDS.put("", 1.0);
    THOUSANDS.put("thousand ", 1e3);
    THOUSANDS.put("million ", 1e6);
    THOUSANDS.put("billion ", 1e9);
  }

  /**
   * Chooses a unit.
   *
   * @param unit of the file
   * @param scores that stand together
   */
  static ShownUnit of(String unit, List<Interval> scores) {
    double least =
        scores.stream()
            .mapToDouble(score -> Math.abs(score.estimate()))
            .filter(size -> size > 0 && Double.isFinite(size))
            .min()
            .orElse(1);
    Matcher time = TIME.matcher(unit);
    if (time.matches()) {
      return largest(SECONDS, SECONDS.get(time.group(1)), least, "%s/op", "ns");
    }
    Matcher rate = RATE.matcher(unit);
    if (rate.matches()) {
      return largest(THOUSANDS, 1 / SECONDS.get(rate.group(1)), least, "%sops/s", "");
    }
    return new ShownUnit(unit, 1);
  }

  /**
   * Chooses a unit for a difference, by the larger of its bounds.
   *
   * @param unit of the file
   * @param difference in that unit
   */
  static ShownUnit ofDifference(String unit, Interval difference) {
    double size =
        difference.isKnown()
            ? Math.max(Math.abs(difference.low()), Math.abs(difference.high()))
            : Math.abs(difference.estimate());
    return of(unit, List.of(Interval.unknown(size)));
  }

  private static ShownUnit largest(
      Map<String, Double> units, double own, double least, String format, String smallest) {
    String best = smallest;
    for (Map.Entry<String, Double> unit : units.entrySet()) {
      boolean isAnother = !unit.getKey().equals("us");
      // What is exactly 1 but for rounding counts as 1.
      if (isAnother && least * own / unit.getValue() >= 1 - 1e-9) {
        best = unit.getKey();
      }
    }
    double factor = own / units.get(best);
    return new ShownUnit(format.replace("%s", best), Math.abs(factor - 1) < 1e-9 ? 1 : factor);
  }

  /**
   * A score in this unit.
   *
   * @param score in the file's unit
   */
  Interval of(Interval score) {
    return factor == 1
        ? score
        : new Interval(score.estimate() * factor, score.low() * factor, score.high() * factor);
  }
}
