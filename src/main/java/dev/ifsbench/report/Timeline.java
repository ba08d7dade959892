package dev.ifsbench.report;

import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.CallKind;
import dev.ifsbench.trace.EventSink;
import dev.ifsbench.trace.TraceEvent;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Prints events as they come, one a line: time, call, provider, handle, duration in nanoseconds,
 * error. For one thread at a time.
 *
 * <p>A handle is shown with its owner's catalog entry id if that is known: {@code 12 [1001] -> 12
 * [1007]} was handle 12 of entry 1001 and is handle 12 of entry 1007.
 */
public final class Timeline implements EventSink {
  private static final String ROW = "%-18s  %-27s  %-34s  %-36s  %13s  %s";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS");

  private final PrintStream out;
  private final Glyphs glyphs;
  private final ZoneId zone;
  private boolean begun;

  /**
   * Makes one.
   *
   * @param out where it prints
   * @param glyphs what can be printed there
   * @param zone of the times
   */
  public Timeline(PrintStream out, Glyphs glyphs, ZoneId zone) {
    this.out = out;
    this.glyphs = glyphs;
    this.zone = zone;
  }

  @Override
  public void accept(TraceEvent event) {
    if (!begun) {
      begun = true;
      String change = "from " + glyphs.arrow() + " to";
      print("time", "call", "provider", change, "duration (ns)", "error");
    }
    boolean timed = event.kind() != CallKind.HANDLE_TABLE && event.nanos() > 0;
    print(
        time(event.start(), zone),
        event.kind() == CallKind.DISPATCH ? "Dispatch " + event.function() : event.function(),
        event.provider() == null ? "" : event.provider(),
        change(event),
        timed ? String.format(Locale.ROOT, "%,d", event.nanos()) : "",
        event.succeeded() ? "" : "%s (%d)".formatted(event.errorName(), event.error()));
  }

  private void print(String... cells) {
    out.println(ROW.formatted((Object[]) cells).stripTrailing());
  }

  /** A time of day, to the nanosecond. */
  static String time(long epochNanos, ZoneId zone) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, second), Math.floorMod(epochNanos, second))
        .atZone(zone)
        .format(TIME);
  }

  private String change(TraceEvent event) {
    return switch (event.kind()) {
      case MODIFY ->
          handle(event.from(), event.ownerId()) + to(handle(event.to(), event.catalogEntryId()));
      case CREATE -> event.context() + to(handle(event.to(), event.catalogEntryId()));
      case SOCKET -> to(handle(event.to(), event.ownerId())).strip();
      case QUERY ->
          handle(event.from(), event.catalogEntryId())
              + to(event.context() == null ? "none" : event.context());
      case CLOSE, CLOSE_SOCKET, DISPATCH, UNKNOWN_HANDLE ->
          handle(event.from(), event.catalogEntryId());
      case REDIRECTED ->
          handle(event.from(), event.catalogEntryId())
              + String.format(Locale.ROOT, ", %,d bytes", event.bytes());
      case HANDLE_TABLE -> "table %d has %d".formatted(event.from(), event.to());
      case STARTUP -> "[%d]".formatted(event.catalogEntryId());
    };
  }

  private String to(String target) {
    return " " + glyphs.arrow() + " " + target;
  }

  private static String handle(long handle, int ownerId) {
    if (handle == Ws2Def.INVALID_SOCKET) {
      return "none";
    }
    return ownerId == 0 ? String.valueOf(handle) : "%d [%d]".formatted(handle, ownerId);
  }
}
