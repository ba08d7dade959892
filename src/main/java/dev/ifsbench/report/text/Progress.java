package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Style;
import dev.ifsbench.report.screen.Terminal;
import dev.ifsbench.track.environment.Secrets;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Shows what a long run is doing: on a terminal in one line that is updated, below a table of what
 * is known so far; elsewhere in plain lines, not more often than every few seconds.
 *
 * <p>Safe for use by several threads.
 */
public final class Progress {
  private static final long PLAIN_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
  private static final String ERASE_BELOW = "\r\u001b[J";
  private static final int BAR = 20;

  /** Lines of a table that any terminal has room for. */
  private static final int TALLEST = 16;

  private final PrintStream out;
  private final PrintStream terminal;
  private final Screen screen;
  private List<String> table = List.of();
  private int drawnAbove;
  private boolean lineIsOpen;
  private boolean toldBefore;
  private long toldAt;

  /**
   * Creates the progress display.
   *
   * @param out where progress is written
   * @param terminal the same terminal, where nothing keeps this from erasing a line; null if it is
   *     none, or can erase none
   * @param screen that the terminal is
   */
  Progress(PrintStream out, PrintStream terminal, Screen screen) {
    this.out = out;
    this.terminal = terminal;
    this.screen = screen;
  }

  /** Shows progress on standard error. */
  public static Progress onStandardError() {
    return Terminal.isStandardError()
        ? new Progress(System.err, unfiltered(), Screen.ofStandardError())
        : new Progress(System.err, null, Screen.ofFile());
  }

  /** Prints nothing. */
  public static Progress silent() {
    return new Progress(
        new PrintStream(OutputStream.nullOutputStream(), false, Charset.defaultCharset()),
        null,
        Screen.ofFile());
  }

  /** What tables are to be laid out for; empty if none is shown. */
  public Optional<Screen> screen() {
    return terminal == null ? Optional.empty() : Optional.of(screen);
  }

  private static PrintStream unfiltered() {
    return new PrintStream(
        new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset());
  }

  /**
   * Shows what is being done now. It is replaced by the next such line, or left out if one was
   * shown a moment ago.
   *
   * @param text one line
   */
  public synchronized void now(String text) {
    tell("", text);
  }

  /**
   * Shows the same with a bar, if on a terminal.
   *
   * @param share of the run that is done, from 0 to 1
   * @param text one line
   */
  public synchronized void now(double share, String text) {
    int done = (int) (share * BAR);
    String bar = "#".repeat(done) + "-".repeat(BAR - done);
    tell(String.format(Locale.ROOT, "[%s] %2d%% ", bar, (int) (share * 100)), text);
  }

  /**
   * Shows what complete rounds tell, as {@link #soFar} does, if tables are shown at all.
   *
   * @param rounds how many there are
   * @param table lays it out
   */
  public void afterRound(int rounds, Function<Screen, List<String>> table) {
    screen()
        .ifPresent(
            shown -> {
              List<String> lines = new ArrayList<>();
              lines.add(String.format(Locale.ROOT, "After round %d, provisional:", rounds));
              lines.addAll(table.apply(shown));
              soFar(lines);
            });
  }

  /**
   * Shows what is known so far, above what is being done now; nothing of it stays. Elsewhere than
   * on a terminal it is not shown.
   *
   * @param lines laid out for {@link #screen}, in place of those before
   */
  public synchronized void soFar(List<String> lines) {
    if (terminal == null) {
      return;
    }
    table =
        lines.size() <= TALLEST
            ? List.copyOf(lines)
            : Stream.concat(
                    lines.stream().limit(TALLEST - 1),
                    Stream.of(
                        String.format(
                            Locale.ROOT, "  and %d lines more", lines.size() - TALLEST + 1)))
                .toList();
  }

  private void tell(String bar, String text) {
    String safe = Printable.of(Secrets.mask(text));
    if (terminal != null) {
      String line = bar + safe;
      StringBuilder drawn = new StringBuilder(erasure());
      table.forEach(each -> drawn.append(Style.printable(each)).append('\n'));
      // In the last column some terminals begin another line.
      drawn.append(line, 0, Math.min(screen.width() - 1, line.length()));
      terminal.print(drawn);
      terminal.flush();
      drawnAbove = table.size();
      lineIsOpen = true;
    } else if (!toldBefore || System.nanoTime() - toldAt >= PLAIN_INTERVAL_NANOS) {
      out.println(safe);
      toldBefore = true;
      toldAt = System.nanoTime();
    }
  }

  /**
   * Prints something that stays.
   *
   * @param text one line
   */
  public synchronized void note(String text) {
    done();
    out.println(Printable.of(text));
  }

  /** Clears what {@link #now} has shown, so that something else can be printed. */
  public synchronized void done() {
    if (lineIsOpen) {
      terminal.print(erasure());
      terminal.flush();
      drawnAbove = 0;
      lineIsOpen = false;
    }
  }

  /** Goes up to the first line that was drawn, and erases all from there. */
  private String erasure() {
    return drawnAbove == 0
        ? ERASE_BELOW
        : String.format(Locale.ROOT, "\u001b[%dA%s", drawnAbove, ERASE_BELOW);
  }
}
