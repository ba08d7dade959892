package dev.ifsbench.report.html.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers in five significant digits, half up, without an exponent and without zeros at the end.
 * Pages have hundreds of thousands of them.
 */
public final class FiveDigits {
  private static final MathContext DIGITS = new MathContext(5);
  private static final int LEAST_WHOLE = 10_000;
  private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  /** Nearer to the middle than this, a double may be on its other side. */
  private static final double MIDDLE = 1e-6;

  private FiveDigits() {}

  /**
   * Writes a number.
   *
   * @param text takes it
   * @param value a finite one
   */
  public static void append(StringBuilder text, double value) {
    int places = 0;
    while (places < POWERS.length && value * POWERS[places] < LEAST_WHOLE) {
      places++;
    }
    if (!(value < 10 * LEAST_WHOLE) || places == POWERS.length) {
      text.append(exact(value));
      return;
    }
    double scaled = value * POWERS[places];
    int below = (int) scaled;
    double rest = scaled - below;
    if (Math.abs(rest - 0.5) < MIDDLE) {
      text.append(exact(value));
      return;
    }
    append(text, rest > 0.5 ? below + 1 : below, places);
  }

  private static void append(StringBuilder text, int digits, int places) {
    int kept = places;
    int left = digits;
    while (kept > 0 && left % 10 == 0) {
      left /= 10;
      kept--;
    }
    if (kept == 0) {
      text.append(left);
      return;
    }
    text.append(left / POWERS[kept]);
    int point = text.length();
    // A one in front keeps the zeros behind the point.
    text.append(POWERS[kept] + left % POWERS[kept]).setCharAt(point, '.');
  }

  private static String exact(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
