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
   * @param value a finite one
   */
  public static String of(double value) {
    int places = 0;
    while (places < POWERS.length && value * POWERS[places] < LEAST_WHOLE) {
      places++;
    }
    if (!(value < 10 * LEAST_WHOLE) || places == POWERS.length) {
      return exact(value);
    }
    double scaled = value * POWERS[places];
    int below = (int) scaled;
    double rest = scaled - below;
    if (Math.abs(rest - 0.5) < MIDDLE) {
      return exact(value);
    }
    return text(rest > 0.5 ? below + 1 : below, places);
  }

  private static String text(int digits, int places) {
    int kept = places;
    int left = digits;
    while (kept > 0 && left % 10 == 0) {
      left /= 10;
      kept--;
    }
    if (kept == 0) {
      return Integer.toString(left);
    }
    String whole = Integer.toString(left / POWERS[kept]);
    // A one in front keeps the zeros behind the point.
    String fraction = Integer.toString(POWERS[kept] + left % POWERS[kept]);
    return new StringBuilder(whole).append('.').append(fraction, 1, fraction.length()).toString();
  }

  private static String exact(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
