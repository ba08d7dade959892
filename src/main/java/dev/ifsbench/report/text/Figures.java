package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.track.stats.Interval;
import java.util.Locale;

/** Writes numbers and intervals, to the digits that a reader can use. */
public final class Figures {
  private final Glyphs glyphs;

  public Figures(Glyphs glyphs) {
    this.glyphs = glyphs;
  }

  /** A time with its interval. */
  public String time(Interval interval) {
    return written(interval, "", decimals(interval.estimate()), "");
  }

  /** A time that is no estimate and has no interval. */
  public String time(double value) {
    return number("%,." + decimals(value) + "f", value);
  }

  /** A difference in nanoseconds, always with its sign. */
  public String difference(Interval interval) {
    return written(interval, "+", decimals(Math.abs(interval.estimate())), "");
  }

  /** A score in any unit, with its interval. */
  public String score(Interval interval) {
    return written(interval, "", significant(interval.estimate()), "");
  }

  /** A difference of scores, always with its sign, to the digits of the score. */
  public String difference(Interval interval, Interval score) {
    return written(interval, "+", significant(score.estimate()), "");
  }

  /** A ratio as what it adds, as in {@code +6.1% [+4.2%, +8.0%]}. */
  String change(Interval ratio) {
    String estimate = percent(ratio.estimate());
    return ratio.isKnown()
        ? String.format(
            Locale.ROOT, "%s [%s, %s]", estimate, percent(ratio.low()), percent(ratio.high()))
        : estimate + " [no interval]";
  }

  private static String percent(double ratio) {
    return number("%+.1f%%", (ratio - 1) * 100);
  }

  /** A ratio with its interval. */
  public String ratio(Interval interval) {
    return written(interval, "", interval.estimate() < 100 ? 3 : 1, glyphs.times());
  }

  private static String written(Interval interval, String sign, int decimals, String prefix) {
    if (Double.isNaN(interval.estimate())) {
      return "-";
    }
    String format = "%," + sign + "." + decimals + "f";
    String estimate = prefix + number(format, interval.estimate());
    if (!interval.isKnown()) {
      return estimate + " [no interval]";
    }
    return String.format(
        Locale.ROOT,
        "%s [%s, %s]",
        estimate,
        number(format, interval.low()),
        number(format, interval.high()));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Four figures below ten thousand: 0.123, 12.34 … are more than any host repeats. */
  private static int decimals(double magnitude) {
    if (magnitude >= 1000) {
      return 0;
    }
    return magnitude >= 10 ? 1 : 2;
  }

  /** As {@link #decimals}, but three figures of what is far below one, as throughputs can be. */
  private static int significant(double magnitude) {
    double size = Math.abs(magnitude);
    return size > 0 && size < 0.1 ? 2 - (int) Math.floor(Math.log10(size)) : decimals(size);
  }
}
