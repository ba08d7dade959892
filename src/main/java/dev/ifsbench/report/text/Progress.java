package dev.ifsbench.report.text;

import dev.ifsbench.track.environment.Secrets;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;

/**
 * Tells on a stream what a long run is doing: on a terminal in one line that is updated, elsewhere
 * in plain lines, not more often than every few seconds.
 *
 * <p>Safe for use by several threads.
 */
public final class Progress {
  private static final long PLAIN_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final int WIDTH = 79;

  private final PrintStream out;
  private final PrintStream terminal;
  private boolean lineIsOpen;
  private boolean toldBefore;
  private long toldAt;

  /**
   * Creates the progress display.
   *
   * @param out where to tell
   * @param terminal the same terminal, where nothing keeps this from erasing a line; null if it is
   *     none, or can erase none
   */
  Progress(PrintStream out, PrintStream terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Tells on standard error. */
  public static Progress onStandardError() {
    return new Progress(System.err, Terminal.isStandardError() ? unfiltered() : null);
  }

  /** Prints nothing. */
  public static Progress silent() {
    return new Progress(
        new PrintStream(OutputStream.nullOutputStream(), false, Charset.defaultCharset()), null);
  }

  private static PrintStream unfiltered() {
    return new PrintStream(
        new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset());
  }

  /**
   * Tells what is being done now. It is replaced by what is told next, or left out if something was
   * told a moment ago.
   *
   * @param text one line
   */
  public synchronized void now(String text) {
    String safe = Printable.of(Secrets.mask(text));
    if (terminal != null) {
      terminal.print(ERASE_LINE + safe.substring(0, Math.min(WIDTH, safe.length())));
      lineIsOpen = true;
    } else if (!toldBefore || System.nanoTime() - toldAt >= PLAIN_INTERVAL_NANOS) {
      out.println(safe);
      toldBefore = true;
      toldAt = System.nanoTime();
    }
  }

  /**
   * Tells something that is to stay.
   *
   * @param text one line
   */
  public synchronized void note(String text) {
    done();
    out.println(Printable.of(text));
  }

  /** Clears what was told by {@link #now}, so that something else can be printed. */
  public synchronized void done() {
    if (lineIsOpen) {
      terminal.print(ERASE_LINE);
      lineIsOpen = false;
    }
  }
}
