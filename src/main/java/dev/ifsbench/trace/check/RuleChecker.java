package dev.ifsbench.trace.check;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.event.SpiEvent;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.Coverage;
import dev.ifsbench.trace.recording.EventSink;
import dev.ifsbench.trace.recording.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Checks a recording against the {@linkplain Rule rules of the API}. For one thread at a time.
 *
 * <p>A handle is known by its number and its handle table, which is unique among the JVMs of a
 * recording too. The checker remembers the handles that are open, the last {@value #MAX_CLOSED}
 * that were closed, and {@value #MAX_VIOLATIONS} violations, so its memory does not grow with the
 * recording. Handles that were announced before the recording began are not judged by what it
 * cannot know. Calls of several threads overlap; a call is blamed only if no order of what overlaps
 * would excuse it.
 */
public final class RuleChecker implements EventSink {
  /** The most violations that are listed, and few of each remark; all are counted. */
  public static final int MAX_VIOLATIONS = 10_000;

  // A benchmark can do nothing but what is worth a remark.
  private static final int MAX_REMARKS = 10;
  private static final int MAX_CLOSED = 1 << 16;

  private final Map<Key, HandleLifecycle> open = new HashMap<>();
  private final Map<Key, HandleLifecycle> closed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, HandleLifecycle> eldest) {
          if (size() <= MAX_CLOSED) {
            return false;
          }
          blame(eldest.getValue());
          return true;
        }
      };
  private final Map<Integer, Long> cleanups = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
  private final Consumer<Violation> listener;
  private long openAtEnd;
  private boolean outOfOrder;

  /** What tells handles apart. */
  private record Key(int table, long handle) {
    static Key of(TraceEvent event) {
      return new Key(event.table(), event.handle());
    }
  }

  /** Creates a checker. */
  public RuleChecker() {
    this(violation -> {});
  }

  /**
   * Creates a checker.
   *
   * @param listener receives each violation that is listed, as soon as it is certain
   */
  public RuleChecker(Consumer<Violation> listener) {
    this.listener = listener;
  }

  @Override
  public void accept(TraceEvent event) {
    switch (event.kind()) {
      case MODIFY -> modified(event);
      case IMPORT -> imported(event);
      case CREATE -> created(event);
      case CLOSE -> closedByUpcall(event);
      case CLOSE_SOCKET -> closedByApplication(event);
      case SOCKET -> returned(event);
      case QUERY -> queried(event);
      case DISPATCH -> called(event);
      case UNKNOWN_HANDLE -> missed(event);
      case CLEANUP -> cleanups.put(event.table(), event.end());
      // Its owner's process may still have a request in hand when the handle is closed.
      case REDIRECTED, STARTUP, HANDLE_TABLE -> {}
    }
  }

  /**
   * Forgets the event's handle, and that what was found so far needs a history: an event that comes
   * late may be the one that it lacked.
   */
  @Override
  public void acceptLate(TraceEvent event) {
    outOfOrder = true;
    open.remove(Key.of(event));
    closed.remove(Key.of(event));
    if (event.kind() == CallKind.MODIFY) {
      checkSameHandle(event);
    } else if (event.kind() == CallKind.CLEANUP) {
      accept(event);
    }
  }

  /**
   * Ends the check. Handles that are still open are judged now.
   *
   * @param coverage what the recording left out; if handles could not be followed, only rules that
   *     a single event can break are judged
   * @return the violations and remarks in the order of time
   */
  public List<Violation> finish(Coverage coverage) {
    closed.values().forEach(this::blame);
    closed.clear();
    for (HandleLifecycle life : open.values()) {
      blame(life);
      if (life.isCreated()) {
        leftOpen(life, coverage);
      }
    }
    open.clear();
    if (outOfOrder || !coverage.isComplete()) {
      violations.removeIf(violation -> violation.rule().needsHistory());
      counts.keySet().removeIf(Rule::needsHistory);
    }
    violations.sort(Comparator.comparingLong(Violation::time));
    return List.copyOf(violations);
  }

  private void leftOpen(HandleLifecycle life, Coverage coverage) {
    TraceEvent created = life.announced();
    boolean cleanedUp = cleanups.getOrDefault(created.table(), Long.MIN_VALUE) >= created.end();
    if (!life.alternation().isSurelyOpen()) {
      return; // it cannot be told which life a close that overlaps its create has ended
    }
    if (cleanedUp || coverage.hasEnded(created.table())) {
      violate(Rule.CREATED_IS_CLOSED, created, "created and not closed");
    } else {
      openAtEnd++;
    }
  }

  /**
   * Counts the violations; remarks do not count.
   *
   * @return how many there were, which can be more than are listed
   */
  public long count() {
    return counts.entrySet().stream()
        .filter(rule -> !rule.getKey().isRemark())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * Counts violations and remarks by rule.
   *
   * @return the counts of the rules that were broken
   */
  public Map<Rule, Long> counts() {
    return Map.copyOf(counts);
  }

  /**
   * Counts the created handles that were open when the recording ended, and whose JVM lived on.
   *
   * @return how many, after {@link #finish}
   */
  public long openAtEnd() {
    return openAtEnd;
  }

  private void modified(TraceEvent event) {
    if (!event.succeeded()) {
      refused(event);
      return;
    }
    checkSameHandle(event);
    HandleLifecycle life = open.get(Key.of(event));
    Suspicion late =
        event.ownerId() == SpiEvent.NO_ENTRY ? null : afterClose(event, closedLife(event));
    if (life == null || life.isCreated() || event.ownerId() == SpiEvent.NO_ENTRY) {
      life = begin(event);
    } else {
      life.modify(event);
    }
    suspect(life, late);
    if (event.ownerId() == event.catalogEntryId()) {
      suspect(
          life,
          new Suspicion(
              Rule.MODIFIED_ONCE,
              event,
              String.format(
                  Locale.ROOT,
                  "modified by catalog entry %d, which owned it",
                  event.catalogEntryId())));
    }
  }

  private void refused(TraceEvent event) {
    if (event.error() != WinsockError.WSAEINVAL.code()) {
      return; // no fault of the caller's
    }
    HandleLifecycle life = open.get(Key.of(event));
    if (event.provider() == null || event.from() == Ws2Def.INVALID_SOCKET) {
      invalid(event);
    } else if (life != null) {
      suspect(life, invalidUpcall(event));
    } else if (!checkNotClosed(event)) {
      invalid(event);
    }
  }

  private void invalid(TraceEvent event) {
    violate(invalidUpcall(event));
  }

  private static Suspicion invalidUpcall(TraceEvent event) {
    return new Suspicion(
        Rule.VALID_UPCALL,
        event,
        event.provider() == null
            ? String.format(
                Locale.ROOT,
                "%s for catalog entry %d, which does not exist",
                event.function(),
                event.catalogEntryId())
            : String.format(
                Locale.ROOT,
                "%s failed: its handle is not open, or catalog entry %d cannot own it",
                event.function(),
                event.catalogEntryId()));
  }

  private void checkSameHandle(TraceEvent event) {
    if (event.succeeded() && event.from() != event.to()) {
      violate(
          Rule.SAME_HANDLE,
          event,
          String.format(Locale.ROOT, "handle %d came back as %d", event.from(), event.to()));
    }
  }

  private void imported(TraceEvent event) {
    if (event.succeeded()) {
      begin(event);
    }
  }

  private void created(TraceEvent event) {
    if (event.succeeded()) {
      alternate(begin(event), event);
    } else if (event.error() == WinsockError.WSAEINVAL.code()) {
      invalid(event);
    }
  }

  private HandleLifecycle begin(TraceEvent event) {
    Key key = Key.of(event);
    HandleLifecycle last = closed.remove(key);
    HandleLifecycle before = open.getOrDefault(key, last);
    HandleLifecycle life = new HandleLifecycle(event, before);
    open.put(key, life);
    if (before != null) {
      before.followedBy(event).forEach(this::violate);
    }
    return life;
  }

  private void alternate(HandleLifecycle life, TraceEvent event) {
    TraceEvent unexplained = life.alternation().add(event);
    if (unexplained != null) {
      outOfTurn(unexplained);
    }
  }

  private void outOfTurn(TraceEvent event) {
    if (event.kind() == CallKind.CREATE) {
      violate(Rule.CREATED_ONCE, event, "created again without a close");
    } else {
      violate(closedTwice(event, event.function()));
    }
  }

  private void closedByUpcall(TraceEvent event) {
    Key key = Key.of(event);
    HandleLifecycle life = open.get(key);
    if (!event.succeeded()) {
      checkCreated(event, life);
      checkNotClosed(event);
      return;
    }
    HandleLifecycle last = life == null ? closed.get(key) : life;
    if (last == null) {
      return;
    }
    if (last.alternation() == null) {
      closedUncreated(event, last);
      return;
    }
    alternate(last, event);
    if (life != null && life.isCreated() && life.alternation().isSurelyClosed()) {
      end(key, life, event);
    }
  }

  /** A number whose creation was not seen may have been created before the recording began. */
  private void closedUncreated(TraceEvent event, HandleLifecycle life) {
    if (life.close() == null && event.start() > life.announced().end()) {
      suspect(life, onSystemsHandle(event));
    } else if (life.close() != null && event.start() > life.close().end()) {
      suspect(life, closedTwice(event, life.close().function()));
    }
  }

  private void closedByApplication(TraceEvent event) {
    Key key = Key.of(event);
    HandleLifecycle life = open.get(key);
    HandleLifecycle last = closed.get(key);
    routed(event);
    if (life == null) {
      if (event.succeeded() && last != null && event.start() > last.close().end()) {
        suspect(last, closedTwice(event, last.close().function()));
      }
      return;
    }
    boolean gone = event.succeeded() || event.error() == WinsockError.WSAENOTSOCK.code();
    // A created handle goes by WPUCloseSocketHandle, when its layer is done with it.
    if (gone && !life.isCreated() && life.isEndedBy(event)) {
      end(key, life, event);
    }
  }

  private void end(Key key, HandleLifecycle life, TraceEvent close) {
    life.end(close).forEach(this::violate);
    open.remove(key);
    closed.put(key, life);
  }

  private static Suspicion closedTwice(TraceEvent event, String firstClose) {
    return new Suspicion(
        Rule.CLOSED_ONCE,
        event,
        String.format(Locale.ROOT, "%s succeeded after %s had", event.function(), firstClose));
  }

  private void checkCreated(TraceEvent event, HandleLifecycle life) {
    if (event.error() == WinsockError.WSAENOTSOCK.code()
        && life != null
        && !life.isCreated()
        && event.start() >= life.announced().end()) {
      violate(onSystemsHandle(event));
    }
  }

  private static Suspicion onSystemsHandle(TraceEvent event) {
    return new Suspicion(
        Rule.CREATED_HANDLES_ONLY, event, event.function() + " on an operating system's handle");
  }

  private void returned(TraceEvent event) {
    if (!event.succeeded() || event.to() == Ws2Def.INVALID_SOCKET) {
      return;
    }
    if (event.ownerId() == SpiEvent.NO_ENTRY) {
      violate(
          Rule.MODIFIED_BEFORE_USE,
          event,
          event.function() + " returned a handle that nobody had modified or created");
    } else {
      checkNotClosed(event);
      routed(event);
      HandleLifecycle life = open.get(Key.of(event));
      if (life != null) {
        life.returned(event).forEach(this::violate);
      }
    }
  }

  private void queried(TraceEvent event) {
    HandleLifecycle life = open.get(Key.of(event));
    checkCreated(event, life);
    called(event);
    if (event.succeeded()
        && life != null
        && life.isCreated()
        && event.context() != null
        && life.announced().context() != null
        && event.start() >= life.announced().end()
        && !life.announced().context().endsWith(event.context())) {
      suspect(
          life,
          new Suspicion(
              Rule.CONTEXT_KEPT,
              event,
              String.format(
                  Locale.ROOT,
                  "created with %s, queried as %s",
                  life.announced().context(),
                  event.context())));
    }
  }

  private void called(TraceEvent event) {
    checkNotClosed(event);
    if (event.succeeded()) {
      routed(event);
    }
  }

  private void missed(TraceEvent event) {
    if (!checkNotClosed(event)) {
      violate(Rule.CALL_ON_SOCKET, event, "call on a handle that is not a socket");
    }
  }

  /** Whether it has been judged: true also if a close that was still running excuses it. */
  private boolean checkNotClosed(TraceEvent event) {
    HandleLifecycle last = closedLife(event);
    if (last == null) {
      return false;
    }
    Suspicion late = afterClose(event, last);
    if (late != null && event.succeeded()) {
      // It has found the number open, by an announcement that may be running still.
      suspect(last, late);
    } else if (late != null) {
      violate(late);
    }
    return true;
  }

  private HandleLifecycle closedLife(TraceEvent event) {
    Key key = Key.of(event);
    return open.containsKey(key) ? null : closed.get(key);
  }

  private static Suspicion afterClose(TraceEvent event, HandleLifecycle last) {
    if (last == null || event.start() <= last.close().end()) {
      return null;
    }
    return new Suspicion(
        Rule.NO_CALL_AFTER_CLOSE,
        event,
        String.format(
            Locale.ROOT,
            "%s %,d ns after %s",
            event.function(),
            event.start() - last.close().end(),
            last.close().function()));
  }

  private void routed(TraceEvent event) {
    HandleLifecycle life = open.get(Key.of(event));
    if (life != null) {
      suspect(life, life.routed(event));
    }
  }

  private void suspect(HandleLifecycle life, Suspicion suspicion) {
    Suspicion certain = suspicion == null ? null : life.suspect(suspicion);
    if (certain != null) {
      violate(certain);
    }
  }

  /** Blames a life that nothing can excuse any more. */
  private void blame(HandleLifecycle life) {
    life.suspicions().forEach(this::violate);
    if (life.alternation() != null) {
      life.alternation().unexplained().forEach(this::outOfTurn);
    }
  }

  private void violate(Suspicion certain) {
    violate(certain.rule(), certain.event(), certain.text());
  }

  private void violate(Rule rule, TraceEvent event, String text) {
    long known = counts.merge(rule, 1L, Long::sum);
    if (violations.size() < MAX_VIOLATIONS && !(rule.isRemark() && known > MAX_REMARKS)) {
      Violation violation =
          new Violation(rule, event.start(), event.table(), event.handle(), event.provider(), text);
      violations.add(violation);
      listener.accept(violation);
    }
  }
}
