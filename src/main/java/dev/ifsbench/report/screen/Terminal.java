package dev.ifsbench.report.screen;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

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

  /** Whether the user can be asked: standard input is a terminal. On Linux only. */
  public static boolean isStandardInput() {
    return isTerminal(STANDARD_INPUT);
  }

  /** Whether standard output is a terminal. On Linux only. */
  public static boolean isStandardOutput() {
    return isTerminal(STANDARD_OUTPUT);
  }

  /**
   * Columns of standard output: what {@code COLUMNS} says; otherwise those of the terminal, or
   * {@link Screen#USUAL} if it is none or does not tell.
   */
  public static int width() {
    return width(isStandardOutput(), STANDARD_OUTPUT);
  }

  /** The same of standard error. */
  public static int errorWidth() {
    return width(isStandardError(), STANDARD_ERROR);
  }

  private static int width(boolean terminal, Path stream) {
    OptionalInt asked = width(System.getenv("COLUMNS"));
    if (asked.isPresent()) {
      return asked.getAsInt();
    }
    return terminal ? ofTerminal(stream) : Screen.USUAL;
  }

  /**
   * Reads a number of columns.
   *
   * @param text as {@code COLUMNS} has it, or null
   * @return nothing if it is no number above 0
   */
  public static OptionalInt width(String text) {
    return text != null && text.matches("[1-9][0-9]{0,5}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  /** Java does not tell; {@code stty} does, as in {@code 24 80}. */
  private static int ofTerminal(Path terminal) {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return width(size.strip().replaceFirst("^[0-9]+ ", "")).orElse(Screen.USUAL);
    } catch (IOException e) {
      return Screen.USUAL;
    }
  }

  /** Whether standard output is a pipe. On Linux only. */
  public static boolean isStandardOutputPiped() {
    try {
      return Files.readSymbolicLink(STANDARD_OUTPUT).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** What standard output is written in. */
  public static Charset charset() {
    // Absent before JDK 19, which writes standard output in the default encoding.
    String name = System.getProperty("stdout.encoding");
    if (name == null) {
      return Charset.defaultCharset();
    }
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // As System.out does. On Windows it is "cp0" if output goes to NUL and there is no console.
      return Charset.defaultCharset();
    }
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
