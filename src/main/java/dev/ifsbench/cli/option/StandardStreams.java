package dev.ifsbench.cli.option;

import dev.ifsbench.report.text.MaskedOutput;
import dev.ifsbench.report.text.SafeOutput;
import dev.ifsbench.report.text.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * This process's standard output and standard error, through which nothing goes that a terminal
 * would obey.
 */
public final class StandardStreams {
  /** For what this program says of itself, which has colours on a terminal. */
  private static final PrintWriter HELP =
      new PrintWriter(standardOutput(), true, Terminal.charset());

  private static boolean failed;
  private static boolean told;

  private StandardStreams() {}

  /**
   * Has all that prints do so through filters. What is printed to standard error has its secrets
   * masked.
   */
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
   * Prints a format that is in UTF-8 whatever a terminal's encoding is.
   *
   * @param text as it is to be read by another program
   */
  public static void printUtf8(String text) {
    PrintStream out = SafeOutput.printing(standardOutput(), StandardCharsets.UTF_8);
    out.print(text);
    failed |= out.checkError();
  }

  /** Notes that a command says itself why its output could not be written. */
  static void leaveItToTheCommand() {
    told = true;
  }

  /** Whether something could not be written to standard output, and nobody has said so. */
  public static boolean haveFailed() {
    // Both are flushed by the question.
    boolean printed = !System.out.checkError();
    boolean helped = !HELP.checkError();
    return !told && (failed || !printed || !helped);
  }
}
