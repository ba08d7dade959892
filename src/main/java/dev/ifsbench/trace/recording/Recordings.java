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
 * {@link EventOrder} for the order of the events; if JVMs ran at the same time, those of one come
 * after those of the other. A file may hold recordings of several JVMs, and its end may be missing;
 * {@link Coverage} says so.
 */
public final class Recordings {
  /** What a pass over a chunk keeps: about 150 MB at worst. */
  private static final int EVENTS_IN_MEMORY = 1 << 20;

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
    return read(file, EVENTS_IN_MEMORY, sink);
  }

  static Coverage read(Path file, int capacity, EventSink sink)
      throws UnreadableRecordingException {
    ChunkHeaders headers = ChunkHeaders.read(file);
    EventOrder order = new EventOrder(EventOrder.STRAGGLERS, sink);
    Reader reader = new Reader(capacity, order);
    reader.coverage.cutOff(headers.cutOff());
    try {
      List<Part> parts = RecordingParts.of(file, headers.chunks());
      if (headers.cutOff() == null && headers.chunks().size() == 1) {
        reader.coverage.beginPart();
        reader.readChunk(file);
        reader.coverage.endPart();
      } else {
        reader.readCopies(file, parts, headers.chunks());
      }
    } catch (IOException | RuntimeException e) {
      // What its reader makes of a damaged file is any exception at all.
      throw new UnreadableRecordingException(file, "it is damaged (" + oneLine(e) + ")");
    }
    if (reader.coverage.isForeign()) {
      throw UnreadableRecordingException.foreign(file);
    }
    order.finish();
    return reader.coverage;
  }

  /** Reads a file's parts, and those chunk by chunk, as their ends cannot be seen otherwise. */
  private static final class Reader {
    private final int capacity;
    private final EventOrder order;
    private final EventDecoder decoder = new EventDecoder();
    private final Coverage coverage = new Coverage();
    private final ChunkClock clock = new ChunkClock();
    private String jvm;

    Reader(int capacity, EventOrder order) {
      this.capacity = capacity;
      this.order = order;
    }

    void readCopies(Path file, List<Part> parts, List<Chunk> chunks) throws IOException {
      Path copy = TemporaryFiles.newFile(".jfr");
      try {
        for (Part part : parts) {
          if (parts.size() > 1) {
            copy(part, file, copy);
            switchTo(RecordedJvm.of(copy));
          }
          coverage.beginPart();
          for (Chunk chunk : chunks) {
            if (part.contains(chunk)) {
              copy(new Part(chunk.position(), chunk.size()), file, copy);
              decoder.shiftBy(clock.advance(chunk));
              readChunk(copy);
            }
          }
          coverage.endPart();
        }
      } finally {
        Files.delete(copy);
      }
    }

    private void switchTo(String nextJvm) {
      decoder.switchTo(nextJvm);
      if (jvm != null && !nextJvm.equals(jvm)) {
        order.restart();
      }
      jvm = nextJvm;
    }

    private static void copy(Part part, Path file, Path copy) throws IOException {
      Files.write(copy, new byte[0]);
      part.copy(file, copy);
    }

    void readChunk(Path file) throws IOException {
      ChunkSort sort = new ChunkSort(capacity, order);
      boolean again = pass(file, sort, true);
      while (again) {
        again = pass(file, sort, false);
      }
    }

    private boolean pass(Path file, ChunkSort sort, boolean first) throws IOException {
      try (RecordingFile recording = new RecordingFile(file)) {
        if (first) {
          coverage.beginFile(kindsById(recording));
        }
        while (recording.hasMoreEvents()) {
          RecordedEvent event = recording.readEvent();
          TraceEvent decoded = decoder.decode(event);
          if (decoded != null) {
            sort.add(decoded);
          }
          if (first) {
            note(event, decoded);
          }
        }
      }
      return sort.endPass();
    }

    private void note(RecordedEvent event, TraceEvent decoded) {
      if (decoded == null) {
        coverage.note(event);
      } else {
        coverage.note(decoded);
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
