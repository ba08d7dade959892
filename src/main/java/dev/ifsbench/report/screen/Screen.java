package dev.ifsbench.report.screen;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What text is laid out for. The one place that knows how wide a line may be.
 *
 * @param width columns of a line, at least {@link #NARROWEST}; only a word that is longer goes
 *     beyond it
 * @param glyphs that it can show
 * @param style in which verdicts stand out on it
 */
public record Screen(int width, Glyphs glyphs, Style style) {
  /** Columns of a file, a pipe, or a terminal of unknown width. */
  public static final int USUAL = 120;

  /** Below this an interval with its heading would be broken. */
  static final int NARROWEST = 40;

  /** Widens a screen that is too narrow for a number. */
  public Screen {
    width = Math.max(width, NARROWEST);
  }

  /** Standard output: as wide as {@code COLUMNS} says, or the terminal, or {@link #USUAL}. */
  public static Screen ofStandardOutput() {
    return new Screen(Terminal.width(), Glyphs.of(Terminal.charset()), Style.ofStandardOutput());
  }

  /** Standard error, where only progress is shown. */
  public static Screen ofStandardError() {
    return new Screen(
        Terminal.errorWidth(), Glyphs.of(Charset.defaultCharset()), Style.ofStandardError());
  }

  /** A file in UTF-8. */
  public static Screen ofFile() {
    return plain(StandardCharsets.UTF_8);
  }

  /**
   * A stream that is no terminal.
   *
   * @param charset of its text
   */
  public static Screen plain(Charset charset) {
    return new Screen(USUAL, Glyphs.of(charset), Style.PLAIN);
  }

  /**
   * Breaks the lines that are too long between words, but not within brackets. What follows is
   * indented to where the text behind a line's label begins.
   *
   * @param lines of any length
   */
  public List<String> wrapped(List<String> lines) {
    List<String> wrapped = new ArrayList<>();
    lines.forEach(line -> wrapped.addAll(Words.hanging(line, Math.min(width, USUAL), width)));
    return List.copyOf(wrapped);
  }
}
