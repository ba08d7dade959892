package dev.ifsbench.report.screen;

import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Verdict;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides how a verdict stands out: by a sign and a colour on a terminal, and by its word alone
 * where {@code NO_COLOR} is set, the terminal is dumb, or standard output is not a terminal.
 */
public final class Style {
  /** For files and pipes. */
  public static final Style PLAIN = new Style(false);

  private static final String RESET = "\u001b[0m";
  private static final Pattern OWN = Pattern.compile("\u001b\\[(?:0|3[1-6])m");

  private final boolean marked;

  private Style(boolean marked) {
    this.marked = marked;
  }

  /** A colour and a sign, which all can be shown or none. */
  private enum Mark {
    FASTER(32, '\u25bc'),
    SLOWER(31, '\u25b2'),
    EQUAL(36, '='),
    UNDECIDED(33, '?'),
    PASSED(32, '\u2713'),
    NOT_PASSED(31, '\u2717');

    private final int colour;
    private final char sign;

    Mark(int colour, char sign) {
      this.colour = colour;
      this.sign = sign;
    }

    static String signs() {
      StringBuilder signs = new StringBuilder();
      for (Mark mark : values()) {
        signs.append(mark.sign);
      }
      return signs.toString();
    }
  }

  /** The style of standard output. */
  public static Style ofStandardOutput() {
    return of(
        Terminal.isStandardOutput() && Terminal.charset().newEncoder().canEncode(Mark.signs()),
        System.getenv());
  }

  /** The style of standard error. */
  public static Style ofStandardError() {
    return of(
        Terminal.isStandardError() && Charset.defaultCharset().newEncoder().canEncode(Mark.signs()),
        System.getenv());
  }

  /**
   * Returns the style of a stream.
   *
   * @param terminal whether it is one, and can show the signs
   * @param environment variables of this process
   */
  public static Style of(boolean terminal, Map<String, String> environment) {
    boolean refused =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return terminal && !refused ? new Style(true) : PLAIN;
  }

  /** A verdict with what it is about behind it, as in {@code slower} and a ratio. */
  public String mark(Verdict verdict, String text) {
    return marked
        ? verdict(verdict, text)
        : verdict.toString().toLowerCase(Locale.ROOT) + " " + text;
  }

  /**
   * A verdict that is given in words.
   *
   * @param verdict that they tell
   * @param words of it
   */
  public String verdict(Verdict verdict, String words) {
    return marked(
        switch (verdict) {
          case FASTER -> Mark.FASTER;
          case SLOWER -> Mark.SLOWER;
          case EQUAL -> Mark.EQUAL;
          case UNDECIDED -> Mark.UNDECIDED;
        },
        words);
  }

  /**
   * A ratio without a verdict: it stands out if all of its interval is on one side of 1.
   *
   * @param ratio of times
   * @param text of it
   */
  public String ratio(Interval ratio, String text) {
    if (ratio.isAbove(1)) {
      return verdict(Verdict.SLOWER, text);
    }
    return ratio.isBelow(1) ? verdict(Verdict.FASTER, text) : text;
  }

  /** Words that tell whether something is as it is to be. */
  public String passed(boolean passed, String words) {
    return marked(passed ? Mark.PASSED : Mark.NOT_PASSED, words);
  }

  /** Words that tell that something cannot be judged. */
  public String undecided(String words) {
    return marked(Mark.UNDECIDED, words);
  }

  /** What the signs mean that stand for words; empty where words stand. */
  public String legend(String within) {
    return marked
        ? String.join(
            ", ",
            verdict(Verdict.SLOWER, "slower"),
            verdict(Verdict.FASTER, "faster"),
            verdict(Verdict.EQUAL, "equal " + within),
            verdict(Verdict.UNDECIDED, "undecided"))
        : "";
  }

  private String marked(Mark mark, String text) {
    return marked
        ? String.format(Locale.ROOT, "\u001b[%dm%c %s%s", mark.colour, mark.sign, text, RESET)
        : text;
  }

  /**
   * A line for a terminal: colours stay, and whatever else a terminal would obey becomes question
   * marks.
   *
   * @param line coloured by a style
   */
  public static String printable(String line) {
    StringBuilder printable = new StringBuilder();
    Matcher colour = OWN.matcher(line);
    int end = 0;
    while (colour.find()) {
      printable.append(Printable.of(line.substring(end, colour.start()))).append(colour.group());
      end = colour.end();
    }
    return printable.append(Printable.of(line.substring(end))).toString();
  }

  /**
   * Whether a text is a colour of this class, or the beginning of one.
   *
   * @param text without anything behind it
   */
  public static boolean beginsColour(CharSequence text) {
    Matcher colour = OWN.matcher(text);
    return colour.matches() || colour.hitEnd();
  }

  /** Whether a text is a colour of this class. */
  public static boolean isColour(CharSequence text) {
    return OWN.matcher(text).matches();
  }

  /** Whether this style writes colours. */
  public boolean isColoured() {
    return marked;
  }
}
