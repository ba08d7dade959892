package dev.ifsbench.cli;

/** What recordings come to, from the best to the worst. */
enum TraceOutcome {
  /** No rule is broken. */
  KEPT(0),
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

  int exitCode() {
    return exitCode;
  }

  TraceOutcome orWorse(TraceOutcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
