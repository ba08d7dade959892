package dev.ifsbench.trace.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** A file cannot be read as a recording. The message is one line and names the file. */
public final class UnreadableRecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean foreign;

  UnreadableRecordingException(Path file, String reason) {
    this(file, reason, false);
  }

  private UnreadableRecordingException(Path file, String reason, boolean foreign) {
    super(String.format(Locale.ROOT, "'%s' cannot be read as a recording: %s", file, reason));
    this.foreign = foreign;
  }

  /** A sound recording without an event of ifsbench. */
  static UnreadableRecordingException foreign(Path file) {
    return new UnreadableRecordingException(
        file, "it holds no events of ifsbench, so there is nothing to judge", true);
  }

  /**
   * Whether the file is a sound recording, but knows no event of ifsbench.
   *
   * @return true if there is nothing to judge
   */
  public boolean isForeign() {
    return foreign;
  }
}
