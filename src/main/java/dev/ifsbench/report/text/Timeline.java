package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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

  private static final Layout WIDE = new Layout(List.of(18, 35, 24, 30, 36, 13), 180);

  private static final Layout USUAL = new Layout(List.of(18, 31, 7, 18, 22, 12), Screen.USUAL);

  /** Two lines for each call: what is behind the duration goes beneath. */
  private static final Layout NARROW = new Layout(List.of(18, 30, 7, 13, 24, 12), 0);

  private static final int THREAD = 2;
  private static final int PROVIDER = 3;
  private static final int DURATION = 5;
  private static final String GAP = "  ";

  /** What did not fit into the line above begins here. */
  private static final String BENEATH = "    ";

  private static final String INDENT = "  ";

  private final Appendable out;
  private final int screenWidth;
  private final boolean coloured;
  private final List<Integer> widths;
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
   * @param screen what that is shown on
   * @param zone of the times
   * @param tables says which handle table a call is about
   */
  Timeline(Appendable out, Screen screen, ZoneId zone, TableNames tables) {
    this.out = out;
    this.screenWidth = screen.width();
    this.coloured = screen.style().isColoured();
    this.widths = Layout.of(screenWidth).widths();
    this.glyphs = screen.glyphs();
    this.change = new HandleChange(glyphs);
    this.zone = zone;
    this.tables = tables;
  }

  /** Widths of the columns but the last, and the narrowest screen that they are for. */
  private record Layout(List<Integer> widths, int least) {
    static Layout of(int screenWidth) {
      return Stream.of(WIDE, USUAL, NARROW)
          .filter(layout -> screenWidth >= layout.least)
          .findFirst()
          .orElse(NARROW);
    }
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

  /** A cell that does not fit in what is left of the line begins another one. */
  private void row(String... cells) throws IOException {
    line.setLength(0);
    int start = 0;
    for (int i = 0; i < cells.length; i++) {
      // Only the report may write colours; without them, printing makes all of it printable.
      String whole = coloured ? Printable.of(cells[i]) : cells[i];
      String cell = i == THREAD || i == PROVIDER ? shortened(whole, i, widths.get(i)) : whole;
      int width = i < widths.size() ? widths.get(i) : 0;
      int padding = Math.max(0, width - cell.length());
      int needed = i == DURATION ? width : cell.length();
      if (!cell.isEmpty() && line.length() - start + needed > screenWidth) {
        endLine();
        start = line.length();
        line.append(BENEATH);
      }
      if (i == DURATION) {
        pad(padding);
        line.append(cell);
      } else {
        line.append(cell);
        pad(padding);
      }
      line.append(GAP);
    }
    endLine();
    out.append(line);
  }

  private void endLine() {
    int length = line.length();
    while (length > 0 && line.charAt(length - 1) == ' ') {
      length--;
    }
    line.setLength(length);
    line.append(System.lineSeparator());
  }

  private void pad(int spaces) {
    for (int i = 0; i < spaces; i++) {
      line.append(' ');
    }
  }

  /** A thread's name is told apart by its end, where numbers are; a provider's by its beginning. */
  private String shortened(String name, int column, int width) {
    if (name.length() <= width) {
      return name;
    }
    int kept = width - glyphs.ellipsis().length();
    return column == THREAD
        ? glyphs.ellipsis() + name.substring(name.length() - kept)
        : name.substring(0, kept) + glyphs.ellipsis();
  }

  // This runs for millions of rows.
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
