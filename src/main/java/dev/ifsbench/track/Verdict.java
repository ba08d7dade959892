package dev.ifsbench.track;

/** What a comparison shows. */
public enum Verdict {
  /** Difference and ratio both exclude equal, on the side of less time. */
  FASTER,
  /** Difference and ratio both exclude equal, on the side of more time. */
  SLOWER,
  /** The ratio includes equal, and nothing that is further from it than was asked for. */
  EQUAL,
  /** An interval includes equal, or there is none. */
  UNDECIDED;

  /**
   * Judges times.
   *
   * @param difference of the times
   * @param ratio of the times
   */
  static Verdict of(Interval difference, Interval ratio) {
    if (difference.isBelow(0) && ratio.isBelow(1)) {
      return FASTER;
    }
    return difference.isAbove(0) && ratio.isAbove(1) ? SLOWER : UNDECIDED;
  }

  /** What the same numbers show if a larger one is better. */
  Verdict ifHigherIsBetter() {
    return switch (this) {
      case FASTER -> SLOWER;
      case SLOWER -> FASTER;
      case EQUAL, UNDECIDED -> this;
    };
  }
}
