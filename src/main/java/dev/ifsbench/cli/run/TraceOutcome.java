package dev.ifsbench.cli.run;

import dev.ifsbench.trace.check.TraceCompleteness;
import dev.ifsbench.trace.check.TraceResult;

/** What recordings come to, from the best to the worst. */
public enum TraceOutcome {
  /** No rule is broken. */
  KEPT(0),
  /** No rule is seen broken, but events were lost, or the end of a file. */
  PARTLY_JUDGED(5),
  /** There was nothing that a rule could be held against. */
  NOTHING(4),
  /** A recording could not be read, or shown. */
  UNREADABLE(1),
  /** A rule is broken. */
  BROKEN(3);

  private final int exitCode;

  TraceOutcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What a recording comes to. */
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
