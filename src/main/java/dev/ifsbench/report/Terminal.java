package dev.ifsbench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What standard error is connected to. */
public final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Whether standard error is a terminal that can erase a line. Java does not tell; Linux does.
   * Elsewhere the answer is no, which costs nothing but more lines.
   */
  public static boolean isStandardError() {
    try {
      Path target = Files.readSymbolicLink(STANDARD_ERROR);
      boolean device = target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
      return device && !"dumb".equals(System.getenv("TERM"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
