package dev.ifsbench.cli.run;

import dev.ifsbench.trace.check.TraceCompleteness;
import dev.ifsbench.trace.check.TraceResult;

/** The outcomes of checking recordings, from best to worst. */
public enum TraceOutcome {
  /** No rule is broken. */
  KEPT(0),
  /** No violation was found, but events were lost or a file is truncated. */
  PARTLY_JUDGED(5),
  /** The recording has no events to check. */
  NOTHING(4),
  /** A recording could not be read, or shown. */
  UNREADABLE(1),
  /** A rule is broken. */
  BROKEN(3);

  private final int exitCode;

  TraceOutcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Returns the outcome for a recording. */
  static TraceOutcome of(TraceResult result) {
    TraceCompleteness completeness = result.completeness();
    if (result.violationCount() > 0) {
      return BROKEN;
    }
    if (result.isNothing()) {
      return NOTHING;
    }
    boolean whole = completeness.lostBytes() == 0 && completeness.cutOff() == null;
    return whole ? KEPT : PARTLY_JUDGED;
  }

  public int exitCode() {
    return exitCode;
  }

  TraceOutcome orWorse(TraceOutcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
