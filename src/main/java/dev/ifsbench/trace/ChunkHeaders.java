package dev.ifsbench.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The headers of a recording's chunks, which say whether it is one and is all there. Flight
 * Recorder's own reader may take part of a chunk for all of it, or wait for the rest.
 */
final class ChunkHeaders {
  /** The signature, two 16-bit version numbers, and the chunk's size in 64 bits. */
  private static final int NEEDED = 16;

  private static final int FULL_SIZE = 68;
  private static final int SIGNATURE = 0x464c5200; // "FLR\0"
  private static final int MAJOR_VERSION = 2;

  private ChunkHeaders() {}

  /**
   * Checks a file.
   *
   * @throws UnreadableRecordingException if it is missing, no recording, or cut off
   */
  static void check(Path file) throws UnreadableRecordingException {
    if (!Files.exists(file)) {
      throw new UnreadableRecordingException(file, "there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new UnreadableRecordingException(file, "it is no file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      long position = 0;
      do {
        position += chunkSize(file, channel, position, size);
      } while (position < size);
    } catch (UnreadableRecordingException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableRecordingException(file, "it cannot be read: " + e.getMessage());
    }
  }

  private static long chunkSize(Path file, FileChannel channel, long position, long size)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(NEEDED);
    while (header.hasRemaining() && channel.read(header, position + header.position()) > 0) {
      // A read may give less than was asked for.
    }
    if (position == 0 && (header.position() < Integer.BYTES || header.getInt(0) != SIGNATURE)) {
      throw new UnreadableRecordingException(file, "it is no recording of JDK Flight Recorder");
    }
    if (header.hasRemaining()) {
      throw new UnreadableRecordingException(file, "it is cut off");
    }
    if (header.getInt(0) != SIGNATURE) {
      throw new UnreadableRecordingException(file, "it is damaged at byte " + position);
    }
    if (header.getShort(Integer.BYTES) != MAJOR_VERSION) {
      throw new UnreadableRecordingException(
          file, "its format is version " + header.getShort(Integer.BYTES) + ", not 2");
    }
    long chunk = header.getLong(Long.BYTES);
    if (chunk < FULL_SIZE || chunk > size - position) {
      throw new UnreadableRecordingException(
          file, "it is cut off, or its JVM still writes or did not end it");
    }
    return chunk;
  }
}
