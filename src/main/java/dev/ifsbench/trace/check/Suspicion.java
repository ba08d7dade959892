package dev.ifsbench.trace.check;

import dev.ifsbench.trace.recording.TraceEvent;

/**
 * What breaks a rule unless a call that has not ended yet excuses it.
 *
 * @param rule which
 * @param event the call
 * @param text what happened
 */
record Suspicion(Rule rule, TraceEvent event, String text) {
  /** Whether its call and another were running at the same time, so that either may be first. */
  boolean overlaps(TraceEvent other) {
    return event.start() <= other.end() && other.start() <= event.end();
  }
}
