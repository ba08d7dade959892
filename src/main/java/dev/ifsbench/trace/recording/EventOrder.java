package dev.ifsbench.trace.recording;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Puts the events of sorted chunks into the order in which they ended.
 *
 * <p>Flight Recorder writes each thread's buffer when it is full, or once a second, or when a chunk
 * of the recording ends: a chunk is sorted for each thread, not across threads, so {@link
 * ChunkSort} sorts it first. A few events end in one chunk and are written in the next. So the last
 * ones are held back until there is a given number of younger ones. One that comes later still is
 * handed on as late.
 *
 * <p>Events are ordered by their ends, since that is when a call has had its effect. Of two that
 * end in the same nanosecond the later begun comes first, as it can only lie within the other.
 */
final class EventOrder {
  static final Comparator<TraceEvent> BY_END =
      Comparator.comparingLong(TraceEvent::end)
          .thenComparing(Comparator.comparingLong(TraceEvent::start).reversed());

  /** How many may have ended in one chunk and been written in the next, and many more. */
  static final int STRAGGLERS = 1 << 12;

  private final int capacity;
  private final EventSink sink;
  private final PriorityQueue<TraceEvent> held = new PriorityQueue<>(BY_END);
  private long released = Long.MIN_VALUE;

  /**
   * Creates an empty order.
   *
   * @param capacity how many events are held back, from 0
   * @param sink takes them in order, and those that come too late as late
   */
  EventOrder(int capacity, EventSink sink) {
    this.capacity = capacity;
    this.sink = sink;
  }

  void add(TraceEvent event) {
    if (event.end() < released) {
      sink.acceptLate(event);
      return;
    }
    held.add(event);
    if (held.size() > capacity) {
      release();
    }
  }

  /** Hands on all that is held back. */
  void finish() {
    while (!held.isEmpty()) {
      release();
    }
  }

  /** Hands on all that is held back; what follows is another JVM's, whose time may overlap. */
  void restart() {
    finish();
    released = Long.MIN_VALUE;
  }

  private void release() {
    TraceEvent first = held.remove();
    released = first.end();
    sink.accept(first);
  }
}
