package dev.ifsbench.report.text;

import dev.ifsbench.trace.recording.OpenSpans;
import dev.ifsbench.trace.recording.TraceEvent;
import dev.ifsbench.trace.recording.TraceThread;
import java.util.HashMap;
import java.util.Map;

/**
 * Within how many other calls of its thread each call lies. Takes events in the order of their
 * starts, in one thread at a time.
 */
final class Nesting {
  /** Virtual threads come and go in any number. */
  private static final int MAX_THREADS = 10_000;

  private final Map<TraceThread, OpenSpans> threads = new HashMap<>();

  int depth(TraceEvent event) {
    if (event.thread() == null) {
      return 0;
    }
    if (threads.size() > MAX_THREADS) {
      threads.values().removeIf(spans -> spans.isIdleAt(event.start()));
    }
    return threads.computeIfAbsent(event.thread(), thread -> new OpenSpans()).enter(event);
  }
}
