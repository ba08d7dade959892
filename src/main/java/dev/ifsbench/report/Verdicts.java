package dev.ifsbench.report;

import dev.ifsbench.track.Verdict;
import java.util.Locale;

/** Verdicts as a page shows them. */
final class Verdicts {
  private Verdicts() {}

  /** With a sign, so that it is found at a glance and not by a colour. */
  static String text(Verdict verdict) {
    String sign =
        switch (verdict) {
          case FASTER -> "\u25bc ";
          case SLOWER -> "\u25b2 ";
          case EQUAL, UNDECIDED -> "";
        };
    return sign + verdict.toString().toLowerCase(Locale.ROOT);
  }
}
