package dev.ifsbench.cli.option;

import dev.ifsbench.report.text.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Standard output and standard error of this process, with terminal control characters neutralised.
 */
public final class StandardStreams {
  /** For help texts, which are coloured on a terminal. */
  private static final PrintWriter HELP =
      new PrintWriter(standardOutput(), true, Terminal.charset());

  private static boolean failed;
  private static boolean told;

  private StandardStreams() {}

  /** Installs the filters. On standard error secrets are masked as well. */
  public static void install() {
    Charset charset = Terminal.charset();
    System.setOut(SafeOutput.printing(standardOutput(), charset));
    OutputStream err = new SafeOutput(new FileOutputStream(FileDescriptor.err), charset);
    System.setErr(new PrintStream(new MaskedOutput(err, charset), true, charset));
  }

  private static OutputStream standardOutput() {
    return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
  }

  /** For picocli's help only. */
  public static PrintWriter help() {
    return HELP;
  }

  /**
   * Prints text whose colours are to reach the terminal.
   *
   * @param lines of this program's own words and numbers
   */
  public static void printColoured(List<String> lines) {
    System.out.flush();
    lines.forEach(HELP::println);
    HELP.flush();
  }

  /**
   * Prints a format that is defined as UTF-8, whatever the terminal's encoding.
   *
   * @param text as it is to be read by another program
   */
  public static void printUtf8(String text) {
    PrintStream out = SafeOutput.printing(standardOutput(), StandardCharsets.UTF_8);
    out.print(text);
    failed |= out.checkError();
  }

  /** Marks a write failure as reported by the command itself. */
  static void leaveItToTheCommand() {
    told = true;
  }

  /** Whether writing to standard output failed and that was not reported yet. */
  public static boolean haveFailed() {
    // Both are flushed by the question.
    boolean printed = !System.out.checkError();
    boolean helped = !HELP.checkError();
    return !told && (failed || !printed || !helped);
  }
}
