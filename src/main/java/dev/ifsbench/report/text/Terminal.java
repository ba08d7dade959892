package dev.ifsbench.report.text;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the standard streams are connected to. */
public final class Terminal {
  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Whether standard error is a terminal that can erase a line. Java does not tell; Linux does.
   * Elsewhere the answer is no, which costs nothing but more lines.
   */
  public static boolean isStandardError() {
    return isTerminal(STANDARD_ERROR) && !"dumb".equals(System.getenv("TERM"));
  }

  /** Whether somebody can be asked: standard input is a terminal. On Linux only. */
  public static boolean isStandardInput() {
    return isTerminal(STANDARD_INPUT);
  }

  /** Whether standard output is a terminal. On Linux only. */
  static boolean isStandardOutput() {
    return isTerminal(STANDARD_OUTPUT);
  }

  /** What standard output is written in. */
  public static Charset charset() {
    // Absent before JDK 19, which writes standard output in the default encoding.
    String name = System.getProperty("stdout.encoding");
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  private static boolean isTerminal(Path stream) {
    try {
      Path target = Files.readSymbolicLink(stream);
      return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
