package dev.ifsbench.trace.recording;

import dev.ifsbench.trace.event.CatalogEntryFilter;
import dev.ifsbench.trace.event.EventNames;
import dev.ifsbench.trace.event.RecordedJvm;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/** What a recording leaves out, as far as it knows. */
public final class Coverage {
  private static final String ACTIVE_SETTING = "jdk.ActiveSetting";
  private static final String DATA_LOSS = "jdk.DataLoss";
  private static final String SHUTDOWN = "jdk.Shutdown";

  /** Without all of these the life of a handle cannot be followed. */
  private static final Set<CallKind> LIFE =
      EnumSet.of(CallKind.MODIFY, CallKind.CREATE, CallKind.CLOSE, CallKind.CLOSE_SOCKET);

  private final Map<String, Set<Integer>> tables = new HashMap<>();
  private final Set<Integer> ended = new HashSet<>();
  private Map<Long, CallKind> kindsById = Map.of();
  private boolean known;
  private Set<String> jvms = new HashSet<>();
  private Set<Integer> tablesOfPart = new HashSet<>();
  private boolean shutdown;
  private String gap;
  private String cutOff;
  private long lostBytes;

  public Coverage() {}

  /** Begins a part of the recording that most likely is one JVM's. */
  void beginPart() {
    jvms = new HashSet<>();
    tablesOfPart = new HashSet<>();
    shutdown = false;
  }

  /** Begins a file that is a part or has a chunk of it: event types have numbers of its own. */
  void beginFile(Map<Long, CallKind> kinds) {
    kindsById = kinds;
    known |= !kinds.isEmpty();
  }

  void endPart() {
    // If it had several JVMs, it is not known which of them ended.
    if (jvms.size() == 1) {
      Set<Integer> tablesOfJvm =
          tables.computeIfAbsent(jvms.iterator().next(), jvm -> new HashSet<>());
      tablesOfJvm.addAll(tablesOfPart);
      tablesOfPart = tablesOfJvm;
    }
    if (shutdown && jvms.size() <= 1) {
      ended.addAll(tablesOfPart);
    }
  }

  /** Whether the recording knows none of ifsbench's events. */
  boolean isForeign() {
    return !known;
  }

  /** Notes one of ifsbench's events. */
  void note(TraceEvent event) {
    tablesOfPart.add(event.table());
  }

  /** Notes one of other events. */
  void note(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case ACTIVE_SETTING -> setting(event);
      case DATA_LOSS -> lostBytes += event.getLong("amount");
      case SHUTDOWN -> shutdown = true;
      case RecordedJvm.EVENT, EventNames.JVM -> jvms.add(RecordedJvm.name(event));
      default -> {}
    }
  }

  void cutOff(String what) {
    cutOff = what;
  }

  private void setting(RecordedEvent event) {
    CallKind kind = gap == null ? kindsById.get(event.getLong("id")) : null;
    if (kind == null) {
      return;
    }
    String name = event.getString("name");
    String value = event.getString("value");
    if (LIFE.contains(kind) && isLimit(name, value)) {
      gap = String.format(Locale.ROOT, "%s was recorded with %s=%s", kind.shortName(), name, value);
    }
  }

  private static boolean isLimit(String name, String value) {
    return switch (name) {
      case "enabled" -> value.equals("false");
      case "threshold" -> !value.isEmpty() && !value.startsWith("0");
      case "catalogEntryIds" -> !value.equals(CatalogEntryFilter.ALL);
      default -> false;
    };
  }

  /**
   * Whether the life of every handle can be followed while the recording ran.
   *
   * @return false if a setting kept some events out, or some were lost
   */
  public boolean isComplete() {
    return gap == null && lostBytes == 0;
  }

  /**
   * What setting keeps handles from being followed.
   *
   * @return the setting, in words; null if none does
   */
  public String gap() {
    return gap;
  }

  /**
   * How much Flight Recorder had no room for.
   *
   * @return bytes of events, of all kinds, from 0
   */
  public long lostBytes() {
    return lostBytes;
  }

  /**
   * What of the file could not be read.
   *
   * @return what, in words; null if all was read
   */
  public String cutOff() {
    return cutOff;
  }

  /**
   * Whether a JVM ended within the recording.
   *
   * @param table a handle table of it
   * @return false if it did not, or that is not known
   */
  public boolean hasEnded(int table) {
    return ended.contains(table);
  }
}
