package dev.ifsbench.report.screen;

/** Untrusted text, such as that of files, for a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * Replaces control characters, which a terminal would obey, by question marks.
   *
   * @param text from a file
   */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().forEach(point -> printable.appendCodePoint(is(point) ? point : '?'));
    return printable.toString();
  }

  /**
   * Whether a terminal shows a character instead of obeying it.
   *
   * @param point its code point
   */
  public static boolean is(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
