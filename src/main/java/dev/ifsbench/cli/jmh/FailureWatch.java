package dev.ifsbench.cli.jmh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Passes JMH's output on and detects failed forks in it: JMH reports them in its output only.
 *
 * <p>Safe for use by several threads.
 */
final class FailureWatch extends FilterOutputStream {
  private static final List<String> SIGNS =
      List.of("<failure>", "<forked VM failed", "<binary link had failed");

  /** Only an iteration's number can precede such a sign. */
  private static final int LONGEST_LINE = 80;

  private final StringBuilder line = new StringBuilder();
  private boolean failed;

  /**
   * Creates a stream that passes everything on and notices failures in it.
   *
   * @param out where everything goes
   */
  FailureWatch(OutputStream out) {
    super(out);
  }

  @Override
  public synchronized void write(int each) throws IOException {
    out.write(each);
    notice((byte) each);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    for (int i = offset; i < offset + length; i++) {
      notice(bytes[i]);
    }
  }

  private void notice(byte each) {
    if (each == '\n') {
      line.setLength(0);
    } else if (line.length() < LONGEST_LINE) {
      line.append((char) each);
      failed |= isSign(line.toString());
    }
  }

  /** Whether a fork has failed so far. */
  synchronized boolean hasFailed() {
    return failed;
  }

  private static boolean isSign(String text) {
    return SIGNS.stream().anyMatch(text::contains);
  }
}
