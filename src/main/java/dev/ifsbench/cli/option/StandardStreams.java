package dev.ifsbench.cli.option;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Style;
import dev.ifsbench.report.screen.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Standard output and standard error of this process, with terminal control characters neutralised.
 */
public final class StandardStreams {
  /** For help texts, which are coloured on a terminal. */
  private static final PrintWriter HELP =
      new PrintWriter(standardOutput(), true, Terminal.charset());

  private static volatile boolean failed;
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
    return new BufferedOutputStream(new Watched());
  }

  /** Standard output, which remembers why a write has failed. */
  private static final class Watched extends FilterOutputStream {
    Watched() {
      super(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        if (!isClosedPipe(e)) {
          failed = true;
        }
        throw e;
      }
    }
  }

  /**
   * Whether a write has failed because the reader has closed the pipe, which is not an error.
   *
   * @param e what the write has thrown
   */
  static boolean isClosedPipe(IOException e) {
    // The message is the system's, in its language; a pipe has no other reason to fail.
    return Terminal.isStandardOutputPiped()
        || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }

  /** For picocli's help only. */
  public static PrintWriter help() {
    return HELP;
  }

  /**
   * Prints a report. Colours reach the terminal only as its style has them.
   *
   * @param screen that it was laid out for
   * @param lines of it
   */
  public static void print(Screen screen, List<String> lines) {
    if (!screen.style().isColoured()) {
      lines.forEach(System.out::println);
      return;
    }
    System.out.flush();
    lines.forEach(line -> HELP.println(Style.printable(line)));
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
    out.flush();
  }

  /** Marks a write failure as reported by the command itself. */
  static void leaveItToTheCommand() {
    told = true;
  }

  /** Whether a write to standard output has failed without having been reported. */
  public static boolean haveFailed() {
    System.out.flush();
    HELP.flush();
    return !told && failed;
  }
}
