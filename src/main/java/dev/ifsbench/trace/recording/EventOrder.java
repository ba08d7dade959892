package dev.ifsbench.trace.recording;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Puts the events of a recording into the order in which they ended.
 *
 * <p>Flight Recorder writes each thread's buffer when it is full, or once a second, or when a chunk
 * of the recording ends: a file is sorted for each thread, not across threads. So events are held
 * back until there are a given number of younger ones, or until their chunk ends: the next one
 * begins when all buffers have been written. One that comes later still is handed on as late. With
 * the default of {@value #DEFAULT_CAPACITY} (about 150 MB at worst) that takes a chunk of more than
 * twice the usual 12 MB.
 *
 * <p>The end decides, since that is when a call has had its effect. Of two that end in the same
 * nanosecond the later begun comes first, as it can only lie within the other.
 */
final class EventOrder {
  static final int DEFAULT_CAPACITY = 1 << 20;

  /** How many may have ended in one chunk and been written in the next, and many more. */
  private static final int STRAGGLERS = 1 << 12;

  private static final Comparator<TraceEvent> BY_END =
      Comparator.comparingLong(TraceEvent::end)
          .thenComparing(Comparator.comparingLong(TraceEvent::start).reversed());

  private final int capacity;
  private final EventSink sink;
  private final PriorityQueue<TraceEvent> held = new PriorityQueue<>(BY_END);
  private long released = Long.MIN_VALUE;

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

  /** Hands on what nothing in the next chunk can come before. */
  void endChunk() {
    while (held.size() > STRAGGLERS) {
      release();
    }
  }

  /** Hands on all that is held back. */
  void finish() {
    while (!held.isEmpty()) {
      release();
    }
  }

  private void release() {
    TraceEvent first = held.remove();
    released = first.end();
    sink.accept(first);
  }
}
