package dev.ifsbench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads recordings, as streams: how much memory that takes does not depend on how long one is. See
 * {@link EventOrder} for the order of the events.
 */
public final class Recordings {
  private Recordings() {}

  /**
   * Reads a recording.
   *
   * @param file the recording
   * @param sink takes ifsbench's events, most of them in the order of their ends
   * @return what the recording can tell
   * @throws UnreadableRecordingException if the file is missing, truncated, no recording, or holds
   *     no events of ifsbench
   */
  public static Coverage read(Path file, EventSink sink) throws UnreadableRecordingException {
    return read(file, EventOrder.DEFAULT_CAPACITY, sink);
  }

  static Coverage read(Path file, int capacity, EventSink sink)
      throws UnreadableRecordingException {
    ChunkHeaders.check(file);
    EventOrder order = new EventOrder(capacity, sink);
    Coverage coverage;
    try {
      coverage = read(file, order);
    } catch (UnreadableRecordingException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // What its reader makes of a damaged file is any exception at all.
      throw new UnreadableRecordingException(file, "it is damaged (" + oneLine(e) + ")");
    }
    order.finish();
    return coverage;
  }

  private static Coverage read(Path file, EventOrder order) throws IOException {
    try (RecordingFile recording = new RecordingFile(file)) {
      Coverage coverage = new Coverage(kindsById(recording));
      if (coverage.isForeign()) {
        throw new UnreadableRecordingException(file, "it holds no events of ifsbench");
      }
      EventDecoder decoder = new EventDecoder();
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        coverage.note(event);
        TraceEvent decoded = decoder.decode(event);
        if (decoded != null) {
          order.add(decoded);
        }
      }
      return coverage;
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
