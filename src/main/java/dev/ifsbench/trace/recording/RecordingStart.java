package dev.ifsbench.trace.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalLong;

/** When a recording's first chunk began, without reading any of its events. */
public final class RecordingStart {
  /** Behind the signature, the version, and three 64-bit positions. */
  private static final int START_NANOS = 32;

  private RecordingStart() {}

  /**
   * Reads the start.
   *
   * @param file the recording
   * @return nanoseconds since 1970 (UTC), or nothing if that cannot be read
   */
  public static OptionalLong epochNanos(Path file) {
    ByteBuffer start = ByteBuffer.allocate(Long.BYTES);
    try (FileChannel channel = FileChannel.open(file)) {
      while (start.hasRemaining() && channel.read(start, START_NANOS + start.position()) > 0) {
        // A read may give less than was asked for.
      }
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    return start.hasRemaining() ? OptionalLong.empty() : OptionalLong.of(start.getLong(0));
  }
}
