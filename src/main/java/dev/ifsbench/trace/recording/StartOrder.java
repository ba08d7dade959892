package dev.ifsbench.trace.recording;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Puts events that come in the order of their ends into the order of their starts, in which people
 * read them; of two that begin together the longer comes first, as the other lies within it. For
 * one thread at a time.
 *
 * <p>A call is recorded when it ends, after everything that happened while it ran. So events are
 * held back until there are a given number of later begun ones; a call that ends later still is
 * handed on as late. {@link LongCalls} puts those too in their place, where a recording can be read
 * twice.
 */
public final class StartOrder implements EventSink {
  static final Comparator<TraceEvent> BY_START =
      Comparator.comparingLong(TraceEvent::start)
          .thenComparing(Comparator.comparingLong(TraceEvent::end).reversed());

  private final int window;
  private final EventSink sink;
  private final PriorityQueue<TraceEvent> held = new PriorityQueue<>(BY_START);
  private TraceEvent last;

  /**
   * Creates a sink that sorts by start.
   *
   * @param window how many events are held back, from 0
   * @param sink takes them in order, and those that come too late as late
   */
  public StartOrder(int window, EventSink sink) {
    this.window = window;
    this.sink = sink;
  }

  @Override
  public void accept(TraceEvent event) {
    if (last != null && BY_START.compare(event, last) < 0) {
      sink.acceptLate(event);
      return;
    }
    held.add(event);
    if (held.size() > window) {
      release();
    }
  }

  /** Hands on all that is held back. More may follow. */
  public void flush() {
    while (!held.isEmpty()) {
      release();
    }
  }

  private void release() {
    last = held.remove();
    sink.accept(last);
  }
}
