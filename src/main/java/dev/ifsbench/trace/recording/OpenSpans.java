package dev.ifsbench.trace.recording;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The calls of one track that are running while events come in the order of their starts. For one
 * thread at a time.
 */
public final class OpenSpans {
  private final Deque<TraceEvent> open = new ArrayDeque<>();

  /** Whether a call begins when nothing runs, or lies within all that does. */
  public boolean takes(TraceEvent event) {
    leave(event.start());
    return open.isEmpty() || event.end() <= open.peek().end();
  }

  /**
   * Begins a call.
   *
   * @return within how many others it lies; those that it outlasts do not count and are forgotten
   */
  public int enter(TraceEvent event) {
    leave(event.start());
    while (!open.isEmpty() && open.peek().end() < event.end()) {
      open.pop();
    }
    open.push(event);
    return open.size() - 1;
  }

  /** Whether nothing runs any more. */
  public boolean isIdleAt(long time) {
    leave(time);
    return open.isEmpty();
  }

  private void leave(long time) {
    while (!open.isEmpty() && open.peek().end() <= time) {
      open.pop();
    }
  }
}
