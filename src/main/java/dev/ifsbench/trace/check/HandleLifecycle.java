package dev.ifsbench.trace.check;

import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What is known of a handle from its announcement to its close. For one thread at a time. */
final class HandleLifecycle {
  private static final int MAX_SUSPICIONS = 16;

  private TraceEvent announced;
  private final List<Suspicion> suspicions = new ArrayList<>(0);
  private TraceEvent lastModified;
  private int previousOwner;
  private Alternation alternation;
  private TraceEvent close;

  /**
   * A life that begins with a successful modify, import or create.
   *
   * @param before the number's last life, or null if it is the first known
   */
  HandleLifecycle(TraceEvent announced, HandleLifecycle before) {
    this.announced = announced;
    lastModified = announced;
    previousOwner = announced.ownerId();
    alternation = before == null ? null : before.alternation;
    if (alternation == null && isCreated()) {
      alternation = new Alternation();
    }
  }

  TraceEvent announced() {
    return announced;
  }

  boolean isCreated() {
    return announced.kind() == CallKind.CREATE;
  }

  /** The creates and closes by upcall of the number, in all its lives; null if none is known. */
  Alternation alternation() {
    return alternation;
  }

  /** The call that ended this life, or null. */
  TraceEvent close() {
    return close;
  }

  int owner() {
    return lastModified.catalogEntryId();
  }

  /** A close that began before the life did has closed an earlier one of the same number. */
  boolean isEndedBy(TraceEvent closing) {
    return announced.start() <= closing.start();
  }

  /**
   * Notes what a call that is still running may excuse.
   *
   * @return the oldest suspicion if there are too many to be kept, else null
   */
  Suspicion suspect(Suspicion suspicion) {
    suspicions.add(suspicion);
    return suspicions.size() > MAX_SUSPICIONS ? suspicions.remove(0) : null;
  }

  void modify(TraceEvent modify) {
    previousOwner = owner();
    lastModified = modify;
    // While a modify ran, a call could go to the new owner already.
    suspicions.removeIf(
        suspicion ->
            suspicion.rule() == Rule.LAST_MODIFIER
                && routedTo(suspicion.event()) == modify.catalogEntryId()
                && suspicion.overlaps(modify));
  }

  /**
   * Takes a provider's return of the handle. If that was a new socket of a number that had been
   * closed without Winsock's knowledge, then the owner's first modify within the call that returned
   * it announced the socket, and was no repetition.
   *
   * @return the repetitions within the call, which nothing excuses any more
   */
  List<Suspicion> returned(TraceEvent socket) {
    List<Suspicion> repeated =
        take(
            suspicion ->
                suspicion.rule() == Rule.MODIFIED_ONCE && isWithin(suspicion.event(), socket));
    if (!repeated.isEmpty() && !isWithin(announced, socket)) {
      announced = repeated.remove(0).event();
    }
    return repeated;
  }

  private static boolean isWithin(TraceEvent inner, TraceEvent outer) {
    return outer.start() <= inner.start()
        && inner.end() <= outer.end()
        && outer.thread() != null
        && outer.thread().equals(inner.thread());
  }

  /**
   * Ends the life.
   *
   * @return the suspicions that are certain now
   */
  List<Suspicion> end(TraceEvent closing) {
    close = closing;
    suspicions.removeIf(
        suspicion -> suspicion.rule() == Rule.VALID_UPCALL && suspicion.overlaps(closing));
    return take(suspicion -> !suspicion.overlaps(closing));
  }

  /**
   * Drops what was a call on the number's next life, if that had begun already.
   *
   * @return the suspicions that are certain now
   */
  List<Suspicion> followedBy(TraceEvent next) {
    suspicions.removeIf(suspicion -> suspicion.overlaps(next));
    return suspicions;
  }

  /** The suspicions that nothing has excused. */
  List<Suspicion> suspicions() {
    return suspicions;
  }

  private List<Suspicion> take(Predicate<Suspicion> which) {
    List<Suspicion> taken = new ArrayList<>(0);
    suspicions.removeIf(suspicion -> which.test(suspicion) && taken.add(suspicion));
    return taken;
  }

  /** The suspicion that a call went to the wrong owner, or null. */
  Suspicion routed(TraceEvent call) {
    if (call.kind() != CallKind.SOCKET && call.start() <= announced.end()) {
      return null; // on an earlier life of the number, such as the close that ended it
    }
    int routedTo = routedTo(call);
    boolean overlapping = call.start() <= lastModified.end();
    if (routedTo == owner() || (overlapping && routedTo == previousOwner)) {
      return null;
    }
    return new Suspicion(
        Rule.LAST_MODIFIER,
        call,
        String.format(
            Locale.ROOT,
            "%s went to catalog entry %d, not to %d",
            call.function(),
            routedTo,
            owner()));
  }

  private static int routedTo(TraceEvent call) {
    return call.kind() == CallKind.SOCKET ? call.ownerId() : call.catalogEntryId();
  }
}
