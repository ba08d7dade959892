package dev.ifsbench.report;

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
 */
public final class Timeline implements EventSink {
  private static final String ROW = "%-18s  %-27s  %-34s  %-36s  %13s  %s";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS");

  private final PrintStream out;
  private final Glyphs glyphs;
  private final HandleChange change;
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
    this.change = new HandleChange(glyphs);
    this.zone = zone;
  }

  @Override
  public void accept(TraceEvent event) {
    if (!begun) {
      begun = true;
      String fromTo = "from " + glyphs.arrow() + " to";
      print("time", "call", "provider", fromTo, "duration (ns)", "error");
    }
    boolean timed = event.kind() != CallKind.HANDLE_TABLE && event.nanos() > 0;
    print(
        time(event.start(), zone),
        event.kind() == CallKind.DISPATCH ? "Dispatch " + event.function() : event.function(),
        event.provider() == null ? "" : event.provider(),
        change.of(event),
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
}
