package dev.ifsbench.report.text;

import dev.ifsbench.track.stats.Verdict;
import java.util.Locale;
import java.util.Map;

/**
 * Decides how a verdict stands out: by a sign and a colour on a terminal, and by its word alone
 * where {@code NO_COLOR} is set, the terminal is dumb, or standard output is none.
 */
public final class Style {
  /** For files and pipes. */
  public static final Style PLAIN = new Style(false);

  private static final String RESET = "\u001b[0m";

  private final boolean marked;

  private Style(boolean marked) {
    this.marked = marked;
  }

  /** The style of standard output. */
  public static Style ofStandardOutput() {
    return of(
        Terminal.isStandardOutput() && Terminal.charset().newEncoder().canEncode("\u25b2\u25bc"),
        System.getenv());
  }

  /**
   * Returns the style of a stream.
   *
   * @param terminal whether it is one, and can show the signs
   * @param environment variables of this process
   */
  static Style of(boolean terminal, Map<String, String> environment) {
    boolean refused =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return terminal && !refused ? new Style(true) : PLAIN;
  }

  /** A verdict with what it is about behind it, as in {@code slower} and a ratio. */
  String mark(Verdict verdict, String text) {
    if (!marked) {
      return verdict.toString().toLowerCase(Locale.ROOT) + " " + text;
    }
    return switch (verdict) {
      case FASTER -> "\u001b[32m\u25bc " + text + RESET;
      case SLOWER -> "\u001b[31m\u25b2 " + text + RESET;
      case EQUAL -> "\u001b[36m= " + text + RESET;
      case UNDECIDED -> "\u001b[33m? " + text + RESET;
    };
  }
}
