package dev.ifsbench.trace.check;

import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The successful creates and closes of one number, which take turns. For one thread at a time.
 *
 * <p>Calls are known by their ends, and have their effect at some moment between start and end.
 * Each call is taken to have had it no earlier than those that ended before. If it cannot have its
 * turn then, one of the other sort, which is still running, must have come before it; that call may
 * end much later, and after many others. What no such call explains is a number that was created,
 * or closed, twice.
 *
 * <p>Whether the number was open at first is not known, so both are followed. The better one
 * counts.
 */
final class Alternation {
  private static final int MAX_UNEXPLAINED = 16;

  private final Assumption free = new Assumption(false);
  private final Assumption taken = new Assumption(true);

  /** How things are if the number was open, or was not, before the first call seen. */
  private static final class Assumption {
    private final List<TraceEvent> unexplained = new ArrayList<>(1);
    private boolean open;

    Assumption(boolean open) {
      this.open = open;
    }

    void add(TraceEvent event) {
      boolean opens = isCreate(event);
      // The one that ended first has the fewest chances left.
      for (Iterator<TraceEvent> i = unexplained.iterator(); i.hasNext(); ) {
        TraceEvent earlier = i.next();
        if (isCreate(earlier) != opens && event.start() <= earlier.end()) {
          i.remove();
          return;
        }
      }
      if (open == opens) {
        unexplained.add(event);
      }
      open = opens;
    }
  }

  private static boolean isCreate(TraceEvent event) {
    return event.kind() == CallKind.CREATE;
  }

  /**
   * Adds a call that has succeeded, and ended no earlier than all before it.
   *
   * @return the oldest unexplained call if there are too many to be kept, else null
   */
  TraceEvent add(TraceEvent event) {
    free.add(event);
    taken.add(event);
    List<TraceEvent> unexplained = unexplained();
    if (unexplained.size() <= MAX_UNEXPLAINED) {
      return null;
    }
    TraceEvent oldest = unexplained.get(0);
    free.unexplained.remove(oldest);
    taken.unexplained.remove(oldest);
    return oldest;
  }

  /** The calls that nothing explains so far, in the order of their ends. */
  List<TraceEvent> unexplained() {
    return free.unexplained.size() <= taken.unexplained.size()
        ? free.unexplained
        : taken.unexplained;
  }

  boolean isSurelyOpen() {
    return canBe(true) && !canBe(false);
  }

  boolean isSurelyClosed() {
    return canBe(false) && !canBe(true);
  }

  private boolean canBe(boolean open) {
    int best = unexplained().size();
    return (free.open == open && free.unexplained.size() == best)
        || (taken.open == open && taken.unexplained.size() == best);
  }
}
