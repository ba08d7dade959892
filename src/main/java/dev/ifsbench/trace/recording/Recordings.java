package dev.ifsbench.trace.recording;

import dev.ifsbench.sockets.TemporaryFiles;
import dev.ifsbench.trace.event.RecordedJvm;
import dev.ifsbench.trace.recording.ChunkHeaders.Chunk;
import dev.ifsbench.trace.recording.RecordingParts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads recordings, as streams: how much memory that takes does not depend on how long one is. See
 * {@link EventOrder} for the order of the events. A file may hold recordings of several JVMs, and
 * its end may be missing; {@link Coverage} says so.
 */
public final class Recordings {
  private Recordings() {}

  /**
   * Reads a recording.
   *
   * @param file the recording
   * @param sink takes ifsbench's events, most of them in the order of their ends
   * @return what the recording can tell
   * @throws UnreadableRecordingException if the file is missing, no recording, damaged, has no
   *     whole chunk, or knows no events of ifsbench
   */
  public static Coverage read(Path file, EventSink sink) throws UnreadableRecordingException {
    return read(file, EventOrder.DEFAULT_CAPACITY, sink);
  }

  static Coverage read(Path file, int capacity, EventSink sink)
      throws UnreadableRecordingException {
    ChunkHeaders headers = ChunkHeaders.read(file);
    EventOrder order = new EventOrder(capacity, sink);
    Coverage coverage = new Coverage();
    coverage.cutOff(headers.cutOff());
    try {
      List<Part> parts = RecordingParts.of(file, headers.chunks());
      EventDecoder decoder = new EventDecoder();
      if (parts.size() == 1 && headers.cutOff() == null && headers.chunks().size() == 1) {
        coverage.beginPart();
        read(file, decoder, coverage, order);
        coverage.endPart();
      } else if (parts.size() == 1) {
        readChunks(file, headers.chunks(), decoder, coverage, order);
      } else {
        readCopies(file, parts, decoder, coverage, order);
      }
    } catch (IOException | RuntimeException e) {
      // What its reader makes of a damaged file is any exception at all.
      throw new UnreadableRecordingException(file, "it is damaged (" + oneLine(e) + ")");
    }
    if (coverage.isForeign()) {
      throw UnreadableRecordingException.foreign(file);
    }
    order.finish();
    return coverage;
  }

  private static void readCopies(
      Path file, List<Part> parts, EventDecoder decoder, Coverage coverage, EventOrder order)
      throws IOException {
    Path copy = TemporaryFiles.newFile(".jfr");
    try {
      for (Part part : parts) {
        Files.write(copy, new byte[0]);
        part.copy(file, copy);
        decoder.switchTo(RecordedJvm.of(copy));
        coverage.beginPart();
        read(copy, decoder, coverage, order);
        coverage.endPart();
      }
    } finally {
      Files.delete(copy);
    }
  }

  /** Reads a part chunk by chunk, as their ends cannot be seen otherwise. */
  private static void readChunks(
      Path file, List<Chunk> chunks, EventDecoder decoder, Coverage coverage, EventOrder order)
      throws IOException {
    Path copy = TemporaryFiles.newFile(".jfr");
    try {
      coverage.beginPart();
      for (Chunk chunk : chunks) {
        Files.write(copy, new byte[0]);
        new Part(chunk.position(), chunk.size()).copy(file, copy);
        read(copy, decoder, coverage, order);
        order.endChunk();
      }
      coverage.endPart();
    } finally {
      Files.delete(copy);
    }
  }

  private static void read(Path file, EventDecoder decoder, Coverage coverage, EventOrder order)
      throws IOException {
    try (RecordingFile recording = new RecordingFile(file)) {
      coverage.beginFile(kindsById(recording));
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        TraceEvent decoded = decoder.decode(event);
        if (decoded == null) {
          coverage.note(event);
        } else {
          coverage.note(decoded);
          order.add(decoded);
        }
      }
    }
  }

  private static Map<Long, CallKind> kindsById(RecordingFile recording) throws IOException {
    Map<Long, CallKind> kinds = new HashMap<>();
    for (EventType type : recording.readEventTypes()) {
      CallKind kind = CallKind.of(type.getName());
      if (kind != null) {
        kinds.put(type.getId(), kind);
      }
    }
    return kinds;
  }

  private static String oneLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse("no reason given");
  }
}
