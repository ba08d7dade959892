package dev.ifsbench.track.stats;

/** What a comparison shows. */
public enum Verdict {
  /** Difference and ratio both exclude equal, on the side of less time. */
  FASTER,
  /** Difference and ratio both exclude equal, on the side of more time. */
  SLOWER,
  /** The ratio's whole interval is within the margin that still counts as equal. */
  EQUAL,
  /** None of these, or there is no interval. */
  UNDECIDED;

  /** What counts as equal by default, a share. */
  public static final double EQUAL_WITHIN = 0.01;

  /**
   * Judges times. Faster and slower go first: a difference that is certain is reported even if it
   * is small. Equal is the outcome of two one-sided tests (Schuirmann, 1987), each at half of one
   * minus the confidence of the interval.
   *
   * @param difference of the times
   * @param ratio of the times
   * @param margin what still counts as equal, a share above 0
   */
  static Verdict of(Interval difference, Interval ratio, double margin) {
    if (difference.isBelow(0) && ratio.isBelow(1)) {
      return FASTER;
    }
    if (difference.isAbove(0) && ratio.isAbove(1)) {
      return SLOWER;
    }
    return isEqual(ratio, margin) ? EQUAL : UNDECIDED;
  }

  /**
   * Whether a ratio is close enough to 1.
   *
   * @param ratio of the times
   * @param margin what still counts as equal, a share above 0
   */
  public static boolean isEqual(Interval ratio, double margin) {
    return ratio.isAbove(1 / (1 + margin)) && ratio.isBelow(1 + margin);
  }

  /** What the same numbers show if a larger one is better. */
  public Verdict ifHigherIsBetter() {
    return switch (this) {
      case FASTER -> SLOWER;
      case SLOWER -> FASTER;
      case EQUAL, UNDECIDED -> this;
    };
  }
}
