package dev.ifsbench.trace.check;

import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.util.ArrayList;
import java.util.List;

/** What is known of a handle from its announcement to its close. For one thread at a time. */
final class HandleLifecycle {
  private static final int MAX_SUSPECTS = 16;

  private final TraceEvent announced;
  private TraceEvent lastModified;
  private int previousOwner;
  private final List<TraceEvent> suspects = new ArrayList<>(0);
  private final List<TraceEvent> refused = new ArrayList<>(0);
  private boolean doubtful;
  private TraceEvent close;

  /** A life that begins with a successful modify, import or create. */
  HandleLifecycle(TraceEvent announced) {
    this.announced = announced;
    lastModified = announced;
    previousOwner = announced.ownerId();
  }

  TraceEvent announced() {
    return announced;
  }

  boolean isCreated() {
    return announced.kind() == CallKind.CREATE;
  }

  /** Marks a life that began although the last one of its number had not been seen to end. */
  void doubt() {
    doubtful = true;
  }

  /** Whether the last life of the number has still not been seen to end. */
  boolean isDoubtful() {
    return doubtful;
  }

  /** Whether a close was that of the last life; it can end later than this one began. */
  boolean isExcusedBy(TraceEvent otherClose) {
    boolean excused = doubtful && otherClose.start() < announced.end();
    doubtful &= !excused;
    return excused;
  }

  void end(TraceEvent closing) {
    close = closing;
    refused.removeIf(call -> call.end() >= closing.start());
  }

  /** The call that ended this life, or null. */
  TraceEvent close() {
    return close;
  }

  /** Notes a modify that failed, which a close at the same time may excuse. */
  void refused(TraceEvent modify) {
    if (refused.size() < MAX_SUSPECTS) {
      refused.add(modify);
    }
  }

  /** The modifies that failed, which no close has excused. */
  List<TraceEvent> refused() {
    return refused;
  }

  /** A close that began before the life did has closed an earlier one of the same number. */
  boolean isEndedBy(TraceEvent close) {
    return announced.start() <= close.start();
  }

  int owner() {
    return lastModified.catalogEntryId();
  }

  void modify(TraceEvent modify) {
    previousOwner = owner();
    lastModified = modify;
    // While a modify ran, a call could go to the new owner already.
    suspects.removeIf(
        call -> routedTo(call) == modify.catalogEntryId() && modify.start() <= call.end());
  }

  /**
   * Notes where a call went.
   *
   * @return the oldest suspicious call if there are too many to be kept, else null
   */
  TraceEvent routed(TraceEvent call) {
    if (call.kind() != CallKind.SOCKET && call.start() <= announced.end()) {
      return null; // on an earlier life of the number, such as the close that ended it
    }
    int routedTo = routedTo(call);
    boolean overlapping = call.start() <= lastModified.end();
    if (routedTo == owner() || (overlapping && routedTo == previousOwner)) {
      return null;
    }
    suspects.add(call);
    return suspects.size() > MAX_SUSPECTS ? suspects.remove(0) : null;
  }

  /** Calls that went elsewhere, which no modify has explained. */
  List<TraceEvent> suspects() {
    return suspects;
  }

  static int routedTo(TraceEvent call) {
    return call.kind() == CallKind.SOCKET ? call.ownerId() : call.catalogEntryId();
  }
}
