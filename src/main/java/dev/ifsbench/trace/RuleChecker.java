package dev.ifsbench.trace;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Holds a recording against the rules of the API. For one thread at a time.
 *
 * <p>It remembers the handles that are open, the last {@value #MAX_CLOSED} that were closed, and
 * {@value #MAX_VIOLATIONS} violations, so its memory does not grow with the recording. Handles that
 * were announced before the recording began are not judged by what it cannot know. Calls of several
 * threads overlap; a call is blamed only if no order of what overlaps would excuse it.
 */
public final class RuleChecker implements EventSink {
  /** The most violations that are listed; all are counted. */
  public static final int MAX_VIOLATIONS = 10_000;

  private static final int MAX_CLOSED = 1 << 16;

  private final Map<Long, HandleLife> open = new HashMap<>();
  private final Map<Long, TraceEvent> closed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TraceEvent> eldest) {
          return size() > MAX_CLOSED;
        }
      };
  private final List<Violation> violations = new ArrayList<>();
  private final Consumer<Violation> listener;
  private long count;

  /** Makes one that has seen nothing. */
  public RuleChecker() {
    this(violation -> {});
  }

  /**
   * Makes one that has seen nothing.
   *
   * @param listener is told of each violation that is listed, as soon as it is certain
   */
  public RuleChecker(Consumer<Violation> listener) {
    this.listener = listener;
  }

  @Override
  public void accept(TraceEvent event) {
    switch (event.kind()) {
      case MODIFY -> modified(event);
      case CREATE -> created(event);
      case CLOSE, CLOSE_SOCKET -> closed(event);
      case SOCKET -> returned(event);
      case QUERY, DISPATCH -> called(event);
      case UNKNOWN_HANDLE -> missed(event);
      // Its owner's process may still have a request in hand when the handle is closed.
      case REDIRECTED, STARTUP, HANDLE_TABLE -> {}
    }
  }

  /** Forgets the event's handle: what came before and after the event is no longer known. */
  @Override
  public void acceptLate(TraceEvent event) {
    open.remove(event.handle());
    closed.remove(event.handle());
    if (event.kind() == CallKind.MODIFY) {
      checkSameHandle(event);
    }
  }

  /**
   * Ends the check. Handles that are still open are judged now.
   *
   * @param coverage what the recording left out; if handles could not be followed, only rules that
   *     a single event can break are judged
   * @return the violations in the order of time
   */
  public List<Violation> finish(Coverage coverage) {
    for (HandleLife life : open.values()) {
      blame(life);
      if (life.isCreated()) {
        violate(Rule.CREATED_IS_CLOSED, life.announced(), "created and not closed");
      }
    }
    open.clear();
    if (!coverage.isComplete()) {
      violations.removeIf(violation -> needsHistory(violation.rule()));
      count = violations.size();
    }
    violations.sort(Comparator.comparingLong(Violation::time));
    return List.copyOf(violations);
  }

  private static boolean needsHistory(Rule rule) {
    return rule == Rule.CREATED_IS_CLOSED || rule == Rule.LAST_MODIFIER;
  }

  /**
   * Counts the violations.
   *
   * @return how many there were, which can be more than are listed
   */
  public long count() {
    return count;
  }

  private void modified(TraceEvent event) {
    if (!event.succeeded()) {
      return;
    }
    checkSameHandle(event);
    HandleLife life = open.get(event.to());
    if (life == null || life.isCreated() || event.ownerId() == SpiEvent.NO_ENTRY) {
      begin(event);
    } else {
      life.modify(event);
    }
  }

  private void checkSameHandle(TraceEvent event) {
    if (event.succeeded() && event.from() != event.to()) {
      violate(
          Rule.SAME_HANDLE, event, "handle %d came back as %d".formatted(event.from(), event.to()));
    }
  }

  private void created(TraceEvent event) {
    if (event.succeeded()) {
      begin(event);
    }
  }

  private void begin(TraceEvent event) {
    HandleLife before = open.put(event.to(), new HandleLife(event));
    if (before != null) {
      blame(before);
    }
    closed.remove(event.to());
  }

  private void closed(TraceEvent event) {
    HandleLife life = open.get(event.from());
    boolean gone = event.succeeded() || event.error() == WinsockError.WSAENOTSOCK.code();
    if (event.kind() == CallKind.CLOSE_SOCKET) {
      routed(event);
      // A created handle goes by WPUCloseSocketHandle, when its layer is done with it.
      gone &= life != null && !life.isCreated();
    } else if (!event.succeeded()) {
      checkNotClosed(event);
      return;
    }
    if (gone && life != null && life.isEndedBy(event)) {
      blame(life);
      open.remove(event.from());
      closed.put(event.from(), event);
    }
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
      routed(event);
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
      violate(Rule.NO_CALL_AFTER_CLOSE, event, "call on a handle that is no socket");
    }
  }

  /** Whether it has been judged: true also if a close that was still running excuses it. */
  private boolean checkNotClosed(TraceEvent event) {
    TraceEvent close = open.containsKey(event.handle()) ? null : closed.get(event.handle());
    if (close == null) {
      return false;
    }
    if (event.start() > close.end()) {
      violate(
          Rule.NO_CALL_AFTER_CLOSE,
          event,
          "%s %,d ns after %s"
              .formatted(event.function(), event.start() - close.end(), close.function()));
    }
    return true;
  }

  private void routed(TraceEvent event) {
    HandleLife life = open.get(event.handle());
    TraceEvent suspect = life == null ? null : life.routed(event);
    if (suspect != null) {
      blame(suspect, life);
    }
  }

  private void blame(HandleLife life) {
    life.suspects().forEach(suspect -> blame(suspect, life));
  }

  private void blame(TraceEvent suspect, HandleLife life) {
    violate(
        Rule.LAST_MODIFIER,
        suspect,
        "%s went to catalog entry %d, not to %d"
            .formatted(suspect.function(), HandleLife.routedTo(suspect), life.owner()));
  }

  private void violate(Rule rule, TraceEvent event, String text) {
    count++;
    if (violations.size() < MAX_VIOLATIONS) {
      Violation violation =
          new Violation(rule, event.start(), event.handle(), event.provider(), text);
      violations.add(violation);
      listener.accept(violation);
    }
  }
}
