package dev.ifsbench.track;

import java.util.Locale;

/**
 * One comparison of a kind of handle with itself, one side made slower by a known share.
 *
 * @param paired whether both sides took turns in the same forks
 * @param effect how much slower the one side was made, as a share; 0 for not at all
 * @param rounds how many the verdict rests on
 * @param ratio what the comparison made of it
 * @param verdict what it decided
 */
public record CalibrationTrial(
    boolean paired, double effect, int rounds, Interval ratio, Verdict verdict) {
  /** Names the fields of {@link #line}. */
  public static final String HEADER = "way,effect,rounds,ratio,low,high,verdict";

  private static final int FIELDS = 7;

  /** As a line of comma-separated values. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%.6f,%.6f,%.6f,%s",
        way(paired),
        effect,
        rounds,
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
  public static CalibrationTrial parse(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("not a trial: " + line);
    }
    return new CalibrationTrial(
        fields[0].equals(way(true)),
        Double.parseDouble(fields[1]),
        Integer.parseInt(fields[2]),
        new Interval(
            Double.parseDouble(fields[3]),
            Double.parseDouble(fields[4]),
            Double.parseDouble(fields[5])),
        Verdict.valueOf(fields[6]));
  }

  /** The name of a way to run. */
  public static String way(boolean paired) {
    return paired ? "paired" : "apart";
  }

  /** Whether it said that the sides differ. */
  public boolean isDifferent() {
    return verdict != Verdict.UNDECIDED;
  }
}
