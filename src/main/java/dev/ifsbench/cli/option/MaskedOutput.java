package dev.ifsbench.cli.option;

import dev.ifsbench.track.environment.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * Masks secrets in lines of text. A line is passed on when it is complete; a {@link #flush} passes
 * on what there is of it up to the last blank.
 *
 * <p>Safe for use by several threads.
 */
public final class MaskedOutput extends FilterOutputStream {
  private final Charset charset;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** How much of the line, masked, has been passed on. */
  private int sent;

  /**
   * Creates a filter in front of a stream.
   *
   * @param out where text goes
   * @param charset its encoding, in which an end of a line is ASCII's
   */
  public MaskedOutput(OutputStream out, Charset charset) {
    super(out);
    this.charset = charset;
  }

  @Override
  public synchronized void write(int each) throws IOException {
    line.write(each);
    if (each == '\n') {
      send(masked());
      line.reset();
      sent = 0;
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    String masked = masked();
    send(masked.substring(0, Math.max(sent, masked.lastIndexOf(' ') + 1)));
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    send(masked());
    super.close();
  }

  private String masked() {
    return Secrets.mask(line.toString(charset));
  }

  /** A mask may be longer than what it hides, and what was passed on cannot be taken back. */
  private void send(String masked) throws IOException {
    if (masked.length() > sent) {
      out.write(masked.substring(sent).getBytes(charset));
      sent = masked.length();
    }
  }
}
