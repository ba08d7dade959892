package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.trace.check.TraceCompleteness;
import dev.ifsbench.trace.check.TraceResult;

/** The outcomes of checking recordings, from best to worst. */
public enum TraceOutcome {
  /** No rule is broken. */
  KEPT(ExitCode.OK),
  /** No violation was found, but events were lost or a file is truncated. */
  PARTLY_JUDGED(ExitCode.PARTLY_JUDGED),
  /** The recording has no events to check. */
  NOTHING(ExitCode.NOTHING),
  /** A recording could not be read, or shown. */
  UNREADABLE(ExitCode.REFUSED),
  /** A rule is broken. */
  BROKEN(ExitCode.BROKEN_RULE);

  private final ExitCode exitCode;

  TraceOutcome(ExitCode exitCode) {
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
    return exitCode.code();
  }

  TraceOutcome orWorse(TraceOutcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
