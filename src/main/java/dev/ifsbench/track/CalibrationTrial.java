package dev.ifsbench.track;

import java.util.Locale;

/**
 * One comparison of a kind of handle with itself, one side made slower by a known share.
 *
 * @param setting what was compared, and how
 * @param seconds how long it took, from the start of its first fork to the verdict
 * @param ratio what the comparison made of it
 * @param verdict what it decided
 */
public record CalibrationTrial(
    CalibrationSetting setting, double seconds, Interval ratio, Verdict verdict) {
  /** Names the fields of {@link #line}. */
  static final String HEADER =
      "way,transport,confidence,effect,rounds,build,seconds,ratio,low,high,verdict";

  private static final int FIELDS = 11;

  /** As a line of comma-separated values. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%s,%d,%s,%.3f,%.6f,%.6f,%.6f,%s",
        setting.way(),
        setting.transport(),
        setting.confidence(),
        setting.effect(),
        setting.rounds(),
        setting.build(),
        seconds,
        ratio.estimate(),
        ratio.low(),
        ratio.high(),
        verdict);
  }

  /**
   * Reads what {@link #line} wrote.
   *
   * @param line of the file
   * @throws IllegalArgumentException if it is something else
   */
  static CalibrationTrial parse(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("not a trial: " + line);
    }
    return new CalibrationTrial(
        new CalibrationSetting(
            fields[0].equals(CalibrationSetting.way(true)),
            fields[1],
            Double.parseDouble(fields[2]),
            Double.parseDouble(fields[3]),
            Integer.parseInt(fields[4]),
            fields[5]),
        Double.parseDouble(fields[6]),
        new Interval(
            Double.parseDouble(fields[7]),
            Double.parseDouble(fields[8]),
            Double.parseDouble(fields[9])),
        Verdict.valueOf(fields[10]));
  }

  /** Whether it said that the sides differ. */
  public boolean isDifferent() {
    return verdict == Verdict.FASTER || verdict == Verdict.SLOWER;
  }
}
