package dev.ifsbench.trace;

import java.io.IOException;
import java.nio.file.Path;

/** A file cannot be read as a recording. The message is one line and names the file. */
public final class UnreadableRecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableRecordingException(Path file, String reason) {
    super("'%s' cannot be read as a recording: %s".formatted(file, reason));
  }
}
