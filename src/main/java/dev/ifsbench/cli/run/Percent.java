package dev.ifsbench.cli.run;

import java.math.BigDecimal;

/** Shares as a user writes them. */
final class Percent {
  private Percent() {}

  /** Such as {@code 2.5%} for 0.025. */
  static String of(double share) {
    return new BigDecimal(Double.toString(share))
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }
}
