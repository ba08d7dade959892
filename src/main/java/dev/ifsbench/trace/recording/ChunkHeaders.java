package dev.ifsbench.trace.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The headers of a recording's chunks, which show whether it is a recording and complete. Flight
 * Recorder's own reader may take part of a chunk for all of it, or wait for the rest.
 */
final class ChunkHeaders {
  /** The signature, two 16-bit version numbers, and the chunk's size in 64 bits. */
  private static final int NEEDED = 16;

  private static final int FULL_SIZE = 68;
  private static final int SIZE = 8;
  private static final int START_NANOS = 32;
  private static final int SIGNATURE = 0x464c5200; // "FLR\0"
  private static final int MAJOR_VERSION = 2;

  /**
   * A chunk.
   *
   * @param position where in the file it begins
   * @param size its bytes
   * @param startNanos when it began, in nanoseconds since 1970 (UTC)
   * @param durationNanos how long it took
   * @param startTicks when it began, by its clock
   * @param ticksPerSecond the clock's
   */
  record Chunk(
      long position,
      long size,
      long startNanos,
      long durationNanos,
      long startTicks,
      long ticksPerSecond) {}

  private final List<Chunk> chunks = new ArrayList<>();
  private String cutOff;

  private ChunkHeaders() {}

  /** The chunks that are whole, at least one, in the file's order. */
  List<Chunk> chunks() {
    return chunks;
  }

  /** What follows the whole chunks, in words; null if nothing does. */
  String cutOff() {
    return cutOff;
  }

  /**
   * Reads the headers of a file.
   *
   * @throws UnreadableRecordingException if it is missing, no recording, or has no whole chunk
   */
  static ChunkHeaders read(Path file) throws UnreadableRecordingException {
    if (!Files.exists(file)) {
      throw new UnreadableRecordingException(file, "there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new UnreadableRecordingException(
          file, Files.isDirectory(file) ? "it is a folder" : "it is not a file");
    }
    ChunkHeaders headers = new ChunkHeaders();
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      long position = 0;
      do {
        position += headers.read(file, channel, position, size);
      } while (position < size && headers.cutOff == null);
    } catch (UnreadableRecordingException e) {
      throw e;
    } catch (AccessDeniedException e) {
      throw new UnreadableRecordingException(file, "permission denied");
    } catch (IOException e) {
      throw new UnreadableRecordingException(file, "it cannot be read: " + e.getMessage());
    }
    return headers;
  }

  private long read(Path file, FileChannel channel, long position, long size) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(FULL_SIZE);
    while (header.hasRemaining() && channel.read(header, position + header.position()) > 0) {
      // A read may give less than was asked for.
    }
    String fault = fault(header, position, size);
    if (fault == null) {
      chunks.add(chunk(header, position));
      return header.getLong(SIZE);
    }
    if (chunks.isEmpty()) {
      throw new UnreadableRecordingException(file, fault);
    }
    cutOff =
        String.format(
            Locale.ROOT,
            "%s; the %,d whole chunks before byte %,d were read",
            fault,
            chunks.size(),
            position);
    return 0;
  }

  private static String fault(ByteBuffer header, long position, long size) {
    int read = header.position();
    if (position == 0 && (read < Integer.BYTES || header.getInt(0) != SIGNATURE)) {
      return "it is not a recording of JDK Flight Recorder";
    }
    if (read < NEEDED) {
      return "it is cut off";
    }
    if (header.getInt(0) != SIGNATURE) {
      return "it is damaged at byte " + position;
    }
    if (header.getShort(Integer.BYTES) != MAJOR_VERSION) {
      return "its format is version " + header.getShort(Integer.BYTES) + ", not 2";
    }
    long chunk = header.getLong(SIZE);
    return chunk < FULL_SIZE || chunk > size - position
        ? "it is cut off, or its JVM still writes or did not end it"
        : null;
  }

  private static Chunk chunk(ByteBuffer header, long position) {
    return new Chunk(
        position,
        header.getLong(SIZE),
        header.getLong(START_NANOS),
        header.getLong(START_NANOS + Long.BYTES),
        header.getLong(START_NANOS + 2 * Long.BYTES),
        header.getLong(START_NANOS + 3 * Long.BYTES));
  }
}
