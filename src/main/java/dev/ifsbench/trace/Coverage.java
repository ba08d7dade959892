package dev.ifsbench.trace;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/** What a recording leaves out by its settings, as far as it holds them. */
public final class Coverage {
  private static final String ACTIVE_SETTING = "jdk.ActiveSetting";

  /** Without all of these the life of a handle cannot be followed. */
  private static final Set<CallKind> LIFE =
      EnumSet.of(CallKind.MODIFY, CallKind.CREATE, CallKind.CLOSE, CallKind.CLOSE_SOCKET);

  private final Map<Long, CallKind> kindsById;
  private String gap;

  Coverage(Map<Long, CallKind> kindsById) {
    this.kindsById = kindsById;
  }

  /** Whether the recording knows none of ifsbench's events. */
  boolean isForeign() {
    return kindsById.isEmpty();
  }

  void note(RecordedEvent event) {
    if (gap == null && event.getEventType().getName().equals(ACTIVE_SETTING)) {
      CallKind kind = kindsById.get(event.getLong("id"));
      String name = event.getString("name");
      String value = event.getString("value");
      if (kind != null && LIFE.contains(kind) && isLimit(name, value)) {
        gap = "%s was recorded with %s=%s".formatted(kind.shortName(), name, value);
      }
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
   * @return false if a setting kept some events out
   */
  public boolean isComplete() {
    return gap == null;
  }

  /**
   * What keeps handles from being followed.
   *
   * @return a setting, in words; null if the recording is complete
   */
  public String gap() {
    return gap;
  }
}
