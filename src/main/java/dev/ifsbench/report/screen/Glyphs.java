package dev.ifsbench.report.screen;

import java.nio.charset.Charset;

/**
 * The characters outside ASCII that reports use, or what stands for them where they cannot be
 * shown.
 *
 * @param times before a ratio
 * @param ellipsis after something that was cut off
 * @param arrow between what was and what is
 * @param plusMinus before a margin
 */
public record Glyphs(String times, String ellipsis, String arrow, String plusMinus) {
  private static final Glyphs UNICODE = new Glyphs("\u00d7", "\u2026", "\u2192", "\u00b1");
  private static final Glyphs ASCII = new Glyphs("x", "...", "->", "+-");

  /**
   * The characters that a charset can encode.
   *
   * @param charset of the stream that is written to
   */
  public static Glyphs of(Charset charset) {
    boolean encodable =
        charset.canEncode()
            && charset
                .newEncoder()
                .canEncode(UNICODE.times + UNICODE.ellipsis + UNICODE.arrow + UNICODE.plusMinus);
    return encodable ? UNICODE : ASCII;
  }
}
