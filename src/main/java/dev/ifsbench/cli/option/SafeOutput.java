package dev.ifsbench.cli.option;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Style;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * The one place through which text reaches a terminal. Part of any text was read from outside, so
 * control characters, which a terminal would obey, and those that change the direction of text
 * become question marks, wherever they come from. Ends of lines and tabs stay. What is sent as
 * ASCII, such as JSON, passes unchanged. So do a report's own colours, where they are asked for; it
 * keeps them out of what it quotes.
 *
 * <p>Safe for use by several threads.
 */
public final class SafeOutput extends FilterOutputStream {
  private static final int CHUNK = 1 << 13;
  private static final char ESCAPE = '\u001b';

  private final Charset charset;
  private final CharsetDecoder decoder;
  private final CharBuffer characters = CharBuffer.allocate(CHUNK);

  /** The beginning of a character whose end has not come yet. */
  private ByteBuffer undecoded = ByteBuffer.allocate(0);

  private boolean carriageReturn;

  private final boolean coloured;

  /** What may become a colour. */
  private final StringBuilder colour = new StringBuilder();

  /**
   * Creates a filter in front of a stream.
   *
   * @param out where text goes
   * @param charset its encoding, in which ASCII's characters have ASCII's bytes
   */
  public SafeOutput(OutputStream out, Charset charset) {
    this(out, charset, false);
  }

  /**
   * Creates a filter in front of a stream.
   *
   * @param out where text goes
   * @param charset its encoding, in which ASCII's characters have ASCII's bytes
   * @param coloured whether the colours of {@link Style} pass
   */
  SafeOutput(OutputStream out, Charset charset, boolean coloured) {
    super(out);
    this.coloured = coloured;
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith("?");
  }

  /**
   * A stream that filters.
   *
   * @param out where text goes
   * @param charset its encoding, in which ASCII's characters have ASCII's bytes
   * @return a stream that is flushed at each end of a line
   */
  public static PrintStream printing(OutputStream out, Charset charset) {
    return new PrintStream(new SafeOutput(out, charset), true, charset);
  }

  @Override
  public synchronized void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (!undecoded.hasRemaining()
        && !carriageReturn
        && colour.isEmpty()
        && isPlain(bytes, offset, length)) {
      out.write(bytes, offset, length);
      return;
    }
    ByteBuffer in = ByteBuffer.allocate(undecoded.remaining() + length);
    in.put(undecoded).put(bytes, offset, length).flip();
    boolean more = true;
    while (more) {
      more = decoder.decode(in, characters, false).isOverflow();
      characters.flip();
      out.write(safe(characters.toString()).getBytes(charset));
      characters.clear();
    }
    undecoded = in;
  }

  private static boolean isPlain(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte each = bytes[i];
      if ((each < ' ' && each != '\n' && each != '\t') || each == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(point, safe));
    return safe.toString();
  }

  /** A carriage return is the beginning of Windows' end of a line, or makes a line overwritten. */
  private void append(int point, StringBuilder safe) {
    if (coloured && (point == ESCAPE || !colour.isEmpty())) {
      appendColour(point, safe);
      return;
    }
    if (carriageReturn) {
      safe.append(point == '\n' ? '\r' : '?');
    }
    carriageReturn = point == '\r';
    if (!carriageReturn) {
      boolean stays = point == '\n' || point == '\t' || Printable.is(point);
      safe.appendCodePoint(stays ? point : '?');
    }
  }

  private void appendColour(int point, StringBuilder safe) {
    colour.appendCodePoint(point);
    if (Style.isColour(colour)) {
      safe.append(colour);
      colour.setLength(0);
    } else if (!Style.beginsColour(colour)) {
      String other = colour.substring(1);
      colour.setLength(0);
      safe.append('?');
      other.codePoints().forEach(each -> append(each, safe));
    }
  }
}
