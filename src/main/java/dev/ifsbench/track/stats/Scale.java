package dev.ifsbench.track.stats;

import java.math.BigDecimal;
import java.math.MathContext;

/** Where means and standard errors of forks are computed. */
public enum Scale {
  /** As measured: for differences, and for what can be zero or negative. */
  LINEAR {
    @Override
    double computed(double shown) {
      return shown;
    }

    @Override
    double shown(double computed) {
      return computed;
    }

    @Override
    double varianceAt(double level, double variance) {
      return variance;
    }
  },
  /** On natural logarithms: for levels and ratios, which are positive. */
  LOGARITHMIC {
    @Override
    double computed(double shown) {
      return Math.log(shown);
    }

    @Override
    double shown(double computed) {
      double shown = Math.exp(computed);
      return Double.isFinite(shown)
          ? BigDecimal.valueOf(shown).round(ROUNDING).doubleValue()
          : shown;
    }

    @Override
    double varianceAt(double level, double variance) {
      return variance / (level * level);
    }
  };

  /** What logarithm and exponential leave of a number: 7 comes back as 7. */
  private static final MathContext ROUNDING = new MathContext(13);

  /** From what is shown to what is computed with. */
  abstract double computed(double shown);

  /** From what is computed with to what is shown. */
  abstract double shown(double computed);

  /**
   * A small variance of a shown value, on this scale.
   *
   * @param level the shown value
   * @param variance of it
   */
  abstract double varianceAt(double level, double variance);
}
