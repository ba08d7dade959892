package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.track.stats.Verdict;
import java.util.Locale;

/** Verdicts in words. */
public final class Verdicts {
  private final Glyphs glyphs;
  private final double margin;

  /**
   * Creates the wording of verdicts.
   *
   * @param glyphs that the output can show
   * @param margin what still counts as equal, a share
   */
  public Verdicts(Glyphs glyphs, double margin) {
    this.glyphs = glyphs;
    this.margin = margin;
  }

  /** As in {@code equal within \u00b11%}. */
  String text(Verdict verdict) {
    String word = verdict.toString().toLowerCase(Locale.ROOT);
    return verdict == Verdict.EQUAL ? word + " " + within() : word;
  }

  /** With a sign, so that it is found at a glance and not by a colour. */
  public String textWithSign(Verdict verdict) {
    String sign =
        switch (verdict) {
          case FASTER -> "\u25bc ";
          case SLOWER -> "\u25b2 ";
          case EQUAL, UNDECIDED -> "";
        };
    return sign + text(verdict);
  }

  /** What counts as equal, as in {@code within \u00b11%}. */
  String within() {
    return String.format(
        Locale.ROOT, "within %s%s%%", glyphs.plusMinus(), Provenance.percent(margin));
  }
}
