package dev.ifsbench.trace.recording;

import java.util.ArrayList;
import java.util.List;

/**
 * Sorts the events of one chunk, however many, in bounded memory.
 *
 * <p>The chunk is read as often as necessary. Of the events that no earlier pass has handed on,
 * each pass keeps the first ones, as many as there is room for, and hands them on in their order.
 * The usual chunk of 12 MB takes one pass; a busy machine ends chunks late, and makes them several
 * times as large.
 */
final class ChunkSort {
  private final int capacity;
  private final EventOrder next;
  private final List<TraceEvent> kept = new ArrayList<>();

  // Earlier passes have handed on all that comes before it; null in the first one.
  private TraceEvent from;

  // The first of those that this pass has no room for; null if there are none so far.
  private TraceEvent until;

  /**
   * Creates a sort for one chunk.
   *
   * @param capacity how many events a pass keeps at most, at least 2
   * @param next takes them in their order
   */
  ChunkSort(int capacity, EventOrder next) {
    this.capacity = capacity;
    this.next = next;
  }

  /** Takes an event of the chunk; each pass takes the same ones. */
  void add(TraceEvent event) {
    int place = from == null ? 1 : EventOrder.BY_END.compare(event, from);
    if (place == 0) {
      next.add(event); // none is before these, and they may be too many to keep
    } else if (place > 0 && (until == null || EventOrder.BY_END.compare(event, until) < 0)) {
      kept.add(event);
      if (kept.size() > capacity) {
        leaveTheLaterHalf();
      }
    }
  }

  private void leaveTheLaterHalf() {
    kept.sort(EventOrder.BY_END);
    int half = kept.size() / 2;
    until = kept.get(half);
    while (half > 0 && EventOrder.BY_END.compare(kept.get(half - 1), until) == 0) {
      half--;
    }
    kept.subList(half, kept.size()).clear();
  }

  /**
   * Ends a pass, and hands on what it has kept.
   *
   * @return whether the chunk is to be read once more
   */
  boolean endPass() {
    kept.sort(EventOrder.BY_END);
    kept.forEach(next::add);
    kept.clear();
    from = until;
    until = null;
    return from != null;
  }
}
