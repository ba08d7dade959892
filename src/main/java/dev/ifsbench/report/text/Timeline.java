package dev.ifsbench.report.text;

import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Calls in the order of their starts, one a line: time, call, thread, provider, handle, duration in
 * nanoseconds, error. A call within another of its thread is indented by two more spaces. For one
 * thread at a time.
 */
public final class Timeline {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss.", Locale.ROOT);
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int FRACTION = 9;

  private static final int[] WIDTHS = {18, 35, 24, 30, 36, 13};
  private static final int THREAD = 2;
  private static final int DURATION = 5;
  private static final String GAP = "  ";
  private static final String INDENT = "  ";

  private final Appendable out;
  private final Glyphs glyphs;
  private final HandleChange change;
  private final ZoneId zone;
  private final TableNames tables;
  private final Nesting nesting = new Nesting();
  private final StringBuilder line = new StringBuilder();
  private long second = Long.MIN_VALUE;
  private String secondText;
  private boolean begun;

  /**
   * Creates an empty timeline.
   *
   * @param out where it prints
   * @param glyphs what can be printed there
   * @param zone of the times
   * @param tables says which handle table a call is about
   */
  Timeline(Appendable out, Glyphs glyphs, ZoneId zone, TableNames tables) {
    this.out = out;
    this.glyphs = glyphs;
    this.change = new HandleChange(glyphs);
    this.zone = zone;
    this.tables = tables;
  }

  /** Prints a call that began no earlier than all before it. */
  void print(TraceEvent event) throws IOException {
    print(event, INDENT.repeat(nesting.depth(event)) + function(event), error(event));
  }

  /** Prints a call that ended after calls had been printed that began later. */
  void printLate(TraceEvent event) throws IOException {
    String remark = "(began before the call above)";
    print(event, function(event), event.succeeded() ? remark : error(event) + " " + remark);
  }

  private void print(TraceEvent event, String call, String error) throws IOException {
    if (!begun) {
      begun = true;
      String fromTo = "from " + glyphs.arrow() + " to";
      row("time", "call", "thread", "provider", fromTo, "duration (ns)", "error");
    }
    row(
        time(event.start()),
        call,
        event.thread() == null ? "" : event.thread().toString(),
        event.provider() == null ? "" : event.provider(),
        change.of(event) + tables.of(event),
        event.kind() != CallKind.HANDLE_TABLE && event.nanos() > 0 ? grouped(event.nanos()) : "",
        error);
  }

  /** The function; a look-up is not the call that it leads to. */
  public static String function(TraceEvent event) {
    return event.kind() == CallKind.DISPATCH ? "Dispatch " + event.function() : event.function();
  }

  private static String error(TraceEvent event) {
    return event.succeeded() ? "" : event.errorName() + " (" + event.error() + ")";
  }

  private void row(String... cells) throws IOException {
    line.setLength(0);
    for (int i = 0; i < WIDTHS.length; i++) {
      String cell = i == THREAD ? shortened(cells[i]) : cells[i];
      int padding = WIDTHS[i] - cell.length();
      if (i == DURATION) {
        pad(padding);
        line.append(cell);
      } else {
        line.append(cell);
        pad(padding);
      }
      line.append(GAP);
    }
    line.append(cells[WIDTHS.length]);
    int length = line.length();
    while (length > 0 && line.charAt(length - 1) == ' ') {
      length--;
    }
    line.setLength(length);
    out.append(line).append(System.lineSeparator());
  }

  private void pad(int spaces) {
    for (int i = 0; i < spaces; i++) {
      line.append(' ');
    }
  }

  /** A thread's name is told apart by its end, where numbers are. */
  private String shortened(String thread) {
    int kept = WIDTHS[THREAD] - glyphs.ellipsis().length();
    return thread.length() <= WIDTHS[THREAD]
        ? thread
        : glyphs.ellipsis() + thread.substring(thread.length() - kept);
  }

  // There are millions of rows, and few seconds.
  private String time(long epochNanos) {
    long of = Math.floorDiv(epochNanos, NANOS);
    if (of != second) {
      second = of;
      secondText = SECOND.format(Instant.ofEpochSecond(of).atZone(zone));
    }
    return secondText + fraction(Math.floorMod(epochNanos, NANOS));
  }

  private static String fraction(long nanos) {
    String digits = String.valueOf(nanos);
    return "0".repeat(FRACTION - digits.length()) + digits;
  }

  /** A time of day, to the nanosecond. */
  public static String time(long epochNanos, ZoneId zone) {
    return SECOND.format(Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS)).atZone(zone))
        + fraction(Math.floorMod(epochNanos, NANOS));
  }

  private static String grouped(long number) {
    return number < 1000 ? String.valueOf(number) : String.format(Locale.ROOT, "%,d", number);
  }
}
