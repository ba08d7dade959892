package dev.ifsbench.trace.recording;

import dev.ifsbench.trace.recording.ChunkHeaders.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * The parts of a file that Flight Recorder's reader can be trusted with. It takes chunks whose
 * metadata have one number for chunks of one JVM, and reads the later with the first one's types
 * and clock; in a file of several JVMs that silently loses events. A part is a row of chunks that
 * follow each other in time, by one clock, and with the same metadata under each number.
 */
final class RecordingParts {
  /** How far two readings of a clock in one JVM may be apart. */
  private static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int COPIED_AT_ONCE = 1 << 16;
  private static final int METADATA_POSITION = 24;
  private static final int MAX_NUMBER = 9;

  /**
   * A part of a file.
   *
   * @param position where it begins
   * @param size its bytes
   */
  record Part(long position, long size) {
    /** Whether a chunk of the file lies in the part. */
    boolean contains(Chunk chunk) {
      return chunk.position() >= position && chunk.position() < position + size;
    }

    /** Copies the part into a file of its own. */
    void copy(Path file, Path target) throws IOException {
      try (FileChannel from = FileChannel.open(file);
          FileChannel to = FileChannel.open(target, StandardOpenOption.WRITE)) {
        // Not by transferTo, which fails between two files on JDK 25 for Windows under Wine.
        ByteBuffer buffer = ByteBuffer.allocateDirect(COPIED_AT_ONCE);
        long copied = 0;
        while (copied < size) {
          buffer.clear().limit((int) Math.min(buffer.capacity(), size - copied));
          int now = from.read(buffer, position + copied);
          if (now <= 0) {
            throw new IOException("it has become shorter");
          }
          copied += now;
          buffer.flip();
          while (buffer.hasRemaining()) {
            to.write(buffer);
          }
        }
      }
    }
  }

  private final FileChannel channel;
  private final Map<Long, Long> metadata = new HashMap<>();

  private RecordingParts(FileChannel channel) {
    this.channel = channel;
  }

  /** The parts in the order in which they began. */
  static List<Part> of(Path file, List<Chunk> chunks) throws IOException {
    if (chunks.size() == 1) {
      return List.of(new Part(chunks.get(0).position(), chunks.get(0).size()));
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return new RecordingParts(channel).split(chunks);
    }
  }

  private List<Part> split(List<Chunk> chunks) throws IOException {
    List<Chunk> sorted = new ArrayList<>(chunks);
    sorted.sort(Comparator.comparingLong(Chunk::startNanos));
    List<Part> parts = new ArrayList<>();
    Chunk last = null;
    for (Chunk chunk : sorted) {
      boolean follows = last != null && follows(last, chunk);
      if (!follows) {
        metadata.clear();
      }
      if (isNewMetadata(chunk) && follows) {
        Part part = parts.remove(parts.size() - 1);
        parts.add(new Part(part.position(), part.size() + chunk.size()));
      } else {
        parts.add(new Part(chunk.position(), chunk.size()));
      }
      last = chunk;
    }
    return parts;
  }

  /** Whether a chunk continues where another one ends, by the same clock. */
  static boolean follows(Chunk last, Chunk next) {
    if (last.position() + last.size() != next.position()
        || last.ticksPerSecond() != next.ticksPerSecond()) {
      return false;
    }
    long nanos = next.startNanos() - last.startNanos();
    double ticks = (double) (next.startTicks() - last.startTicks());
    double clocksApart = ticks / last.ticksPerSecond() * TimeUnit.SECONDS.toNanos(1) - nanos;
    return Math.abs(clocksApart) < TOLERANCE && Math.abs(nanos - last.durationNanos()) < TOLERANCE;
  }

  /** Whether the chunk can share a reader: the part has no other metadata under its number. */
  private boolean isNewMetadata(Chunk chunk) throws IOException {
    long place = chunk.position() + read(chunk.position() + METADATA_POSITION, 8).getLong(0);
    // Size, type, start and duration come before the number.
    ByteBuffer head = read(place, 5 * MAX_NUMBER);
    long size = number(head);
    for (int skipped = 0; skipped < 3; skipped++) {
      number(head);
    }
    long id = number(head);
    int length = (int) Math.min(size - head.position(), Integer.MAX_VALUE);
    CRC32C sum = new CRC32C();
    sum.update(read(place + head.position(), length));
    Long before = metadata.putIfAbsent(id, sum.getValue());
    if (before == null || before == sum.getValue()) {
      return true;
    }
    metadata.clear();
    metadata.put(id, sum.getValue());
    return false;
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(length, 0));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) <= 0) {
        throw new IOException("its metadata is cut off");
      }
    }
    return bytes.flip();
  }

  /** Seven bits a byte, the lowest first; the ninth byte has eight. */
  private static long number(ByteBuffer bytes) {
    long value = 0;
    for (int i = 0; i < MAX_NUMBER; i++) {
      byte next = bytes.get();
      if (i == MAX_NUMBER - 1) {
        return value | ((long) next << (7 * i));
      }
      value |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    return value;
  }
}
