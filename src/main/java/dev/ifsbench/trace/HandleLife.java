package dev.ifsbench.trace;

import java.util.ArrayList;
import java.util.List;

/** What is known of a handle from its announcement to its close. For one thread at a time. */
final class HandleLife {
  private static final int MAX_SUSPECTS = 16;

  private final TraceEvent announced;
  private TraceEvent lastModified;
  private int previousOwner;
  private final List<TraceEvent> suspects = new ArrayList<>(0);

  /** A life that begins with a successful modify or create. */
  HandleLife(TraceEvent announced) {
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
