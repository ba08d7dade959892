package dev.ifsbench.report;

import dev.ifsbench.track.ChangePoint;
import java.util.Locale;

/** A change of level in the words that the terminal and the page share. */
final class ChangeWords {
  private ChangeWords() {}

  /** What it adds to the old level, as in {@code +5.0%}. */
  static String size(ChangePoint change) {
    return String.format(Locale.ROOT, "%+.1f%%", 100 * change.size());
  }

  /** Its p-value. */
  static String probability(ChangePoint change) {
    return String.format(Locale.ROOT, "%.4f", change.pValue());
  }

  /** Faster or slower, and whether that is only suspected. */
  static String verdict(ChangePoint change, boolean higherIsBetter) {
    boolean better = change.size() > 0 == higherIsBetter;
    return (better ? "faster" : "slower") + (change.confirmed() ? "" : ", suspected");
  }
}
