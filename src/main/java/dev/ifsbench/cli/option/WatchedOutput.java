package dev.ifsbench.cli.option;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output that remembers why a write failed, which {@link System#out} does not tell. Wrap
 * it in a buffer. Any thread may query it.
 */
public final class WatchedOutput extends OutputStream {
  private final OutputStream out;
  private volatile IOException failure;

  private WatchedOutput(OutputStream out) {
    this.out = out;
  }

  /** Standard output for text without colours. */
  public static WatchedOutput ofStandardOutput() {
    return ofStandardOutput(false);
  }

  /**
   * Standard output.
   *
   * @param screen whose colours, if it has any, it shows
   */
  public static WatchedOutput ofStandardOutput(Screen screen) {
    return ofStandardOutput(screen.style().isColoured());
  }

  private static WatchedOutput ofStandardOutput(boolean coloured) {
    return new WatchedOutput(
        new SafeOutput(new FileOutputStream(FileDescriptor.out), Terminal.charset(), coloured));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Whether a write has failed. */
  public boolean hasFailed() {
    return failure != null;
  }

  /**
   * Throws the failure of a write.
   *
   * @throws UserError with the reason, unless the reader has closed the pipe
   */
  public void refuse() throws UserError {
    if (!StandardStreams.isClosedPipe(failure)) {
      StandardStreams.leaveItToTheCommand();
      throw new UserError("The output cannot be written: " + failure.getMessage());
    }
  }
}
