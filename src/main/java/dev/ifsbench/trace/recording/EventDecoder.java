package dev.ifsbench.trace.recording;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.event.RecordedJvm;
import dev.ifsbench.trace.event.SpiEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** Turns Flight Recorder's events into this package's. For one thread at a time. */
public final class EventDecoder {
  private static final int MAX_STRINGS = 10_000;

  // A recording names few providers and threads, but each event read brings strings of its own.
  private final Map<String, String> strings = new HashMap<>();
  private final Map<String, Jvm> jvms = new HashMap<>();
  private final Map<TraceThread, TraceThread> threads = new HashMap<>();

  // Consecutive events are often by the same thread, for which a chunk has one object.
  private RecordedThread lastRecorded;
  private TraceThread lastThread;

  private Jvm jvm = new Jvm(1, new HashMap<>());
  private int tables;

  /** A JVM whose events were decoded, and the numbers given to its handle tables. */
  private record Jvm(int number, Map<Long, Integer> tables) {}

  private long shiftNanos;

  /** Creates a decoder for the events of one JVM, until {@link #switchTo} names another. */
  public EventDecoder() {}

  /**
   * Switches to the events of another JVM: each has its own numbers of threads and handle tables.
   *
   * @param name of the JVM, as {@link RecordedJvm} has it
   */
  void switchTo(String name) {
    jvm = jvms.computeIfAbsent(name, key -> new Jvm(jvms.size() + 1, new HashMap<>()));
    lastRecorded = null;
    lastThread = null;
  }

  /** Adds nanoseconds to the times of all events from now on. */
  void shiftBy(long nanos) {
    shiftNanos = nanos;
  }

  /**
   * Decodes an event.
   *
   * @param event any event
   * @return the same, or null if it is not one of ifsbench's
   * @throws IllegalArgumentException if it has the name of one but not its fields
   */
  public TraceEvent decode(RecordedEvent event) {
    CallKind kind = CallKind.of(event.getEventType().getName());
    if (kind == null) {
      return null;
    }
    return kind == CallKind.HANDLE_TABLE ? tableSize(event) : call(kind, event);
  }

  private TraceEvent tableSize(RecordedEvent event) {
    long time = epochNanos(event.getStartTime());
    return new TraceEvent(
        CallKind.HANDLE_TABLE,
        CallKind.HANDLE_TABLE.shortName(),
        time,
        time,
        null,
        table(event),
        SpiEvent.NO_ENTRY,
        null,
        Ws2Def.INVALID_SOCKET,
        event.getLong("handles"),
        SpiEvent.NO_ENTRY,
        null,
        1,
        TraceEvent.NO_BYTES,
        0,
        null);
  }

  private TraceEvent call(CallKind kind, RecordedEvent event) {
    return new TraceEvent(
        kind,
        event.hasField("function") ? shared(event.getString("function")) : kind.shortName(),
        epochNanos(event.getStartTime()),
        epochNanos(event.getEndTime()),
        thread(event.getThread()),
        table(event),
        event.getInt("catalogEntryId"),
        shared(event.getString("providerName")),
        from(kind, event),
        to(kind, event),
        ownerId(kind, event),
        event.hasField("contextIdentity") ? context(event) : null,
        event.hasField("calls") ? event.getInt("calls") : 1,
        event.hasField("bytes") ? event.getLong("bytes") : TraceEvent.NO_BYTES,
        event.getInt("error"),
        errorName(event));
  }

  private String errorName(RecordedEvent event) {
    return event.getInt("error") == 0
        ? WinsockError.NO_ERROR.name()
        : shared(event.getString("errorName"));
  }

  private TraceThread thread(RecordedThread thread) {
    if (thread != lastRecorded) {
      lastRecorded = thread;
      lastThread = thread == null ? null : shared(TraceThread.of(jvm.number(), thread));
    }
    return lastThread;
  }

  private TraceThread shared(TraceThread thread) {
    if (threads.size() >= MAX_STRINGS) {
      return thread;
    }
    TraceThread present = threads.putIfAbsent(thread, thread);
    return present == null ? thread : present;
  }

  private static long from(CallKind kind, RecordedEvent event) {
    return switch (kind) {
      case CREATE, SOCKET, STARTUP, CLEANUP -> Ws2Def.INVALID_SOCKET;
      default -> event.getLong("handle");
    };
  }

  private static long to(CallKind kind, RecordedEvent event) {
    return switch (kind) {
      case CREATE, SOCKET -> event.getLong("handle");
      case MODIFY -> event.getLong("returnedHandle");
      default -> Ws2Def.INVALID_SOCKET;
    };
  }

  private int table(RecordedEvent event) {
    return jvm.tables().computeIfAbsent(event.getLong("table"), number -> ++tables);
  }

  private static int ownerId(CallKind kind, RecordedEvent event) {
    return switch (kind) {
      case MODIFY -> event.getInt("previousCatalogEntryId");
      case SOCKET -> event.getInt("ownerCatalogEntryId");
      default -> SpiEvent.NO_ENTRY;
    };
  }

  private static String context(RecordedEvent event) {
    long identity = event.getLong("contextIdentity");
    if (identity == 0) {
      return null;
    }
    String type = event.hasField("contextType") ? event.getString("contextType") : "";
    return type + "@" + Long.toHexString(identity);
  }

  private long epochNanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano() + shiftNanos;
  }

  private String shared(String text) {
    if (text == null || strings.size() >= MAX_STRINGS) {
      return text;
    }
    String present = strings.putIfAbsent(text, text);
    return present == null ? text : present;
  }
}
