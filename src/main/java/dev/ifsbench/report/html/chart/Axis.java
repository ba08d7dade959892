package dev.ifsbench.report.html.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where values stand on an axis, as shares of its length.
 *
 * @param logarithmic whether equal ratios, and not equal differences, are equally far apart
 * @param low the value at its beginning; above 0 if logarithmic
 * @param high the value at its end, above {@code low}
 */
public record Axis(boolean logarithmic, double low, double high) {
  /** A logarithmic axis shorter than this has the round numbers of a linear one. */
  private static final double SHORT = 4;

  private static final double[] ROUND = {1, 2, 5, 10};

  /**
   * A linear axis that begins and ends at round numbers.
   *
   * @param low the smallest value
   * @param high the largest value
   */
  public static Axis linear(double low, double high) {
    double end = high > low ? high : low + Math.max(1, Math.abs(low) / 100);
    double step = step(end - low, 5);
    return new Axis(false, Math.floor(low / step) * step, Math.ceil(end / step) * step);
  }

  /**
   * A logarithmic axis with a little room at both ends.
   *
   * @param low the smallest value, above 0
   * @param high the largest value
   */
  public static Axis logarithmic(double low, double high) {
    double room = Math.max(1.002, Math.pow(Math.max(high / low, 1), 0.04));
    return new Axis(true, low / room, high * room);
  }

  /**
   * Where a value stands.
   *
   * @param value any; what lies beyond an end stands at that end
   * @return from 0 to 1
   */
  public double share(double value) {
    double share =
        logarithmic
            ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return Math.max(0, Math.min(1, share));
  }

  /**
   * Round numbers on the axis.
   *
   * @param most about how many
   */
  public List<Double> ticks(int most) {
    if (logarithmic && high / low > SHORT) {
      List<Double> all = decades(ROUND.length - 1);
      return all.size() <= 2 * most ? all : decades(1);
    }
    double step = step(high - low, most);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-12); i++) {
      ticks.add(rounded(i * step));
    }
    return ticks;
  }

  private List<Double> decades(int inEach) {
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (int i = 0; i < inEach; i++) {
        double tick = rounded(ROUND[i] * Math.pow(10, power));
        if (tick >= low && tick <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static double step(double range, int most) {
    double rough = range / most;
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double round : ROUND) {
      if (round * decade >= rough * (1 - 1e-9)) {
        return round * decade;
      }
    }
    return ROUND[ROUND.length - 1] * decade;
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(10)).doubleValue();
  }

  /** A number beside an axis, as in {@code 1,500}. */
  public static String text(double value) {
    double size = Math.abs(value);
    if (size >= 1e6) {
      return plain(value / 1e6) + "M";
    }
    return plain(value);
  }

  private static String plain(double value) {
    String digits =
        new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    String grouped = String.format(Locale.ROOT, "%,d", Long.parseLong(whole));
    return (whole.equals("-0") ? "-0" : grouped) + (point < 0 ? "" : digits.substring(point));
  }
}
