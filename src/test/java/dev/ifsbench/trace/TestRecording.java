package dev.ifsbench.trace;

import dev.ifsbench.trace.check.RuleChecker;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.event.EventNames;
import dev.ifsbench.trace.event.Settings;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.Coverage;
import dev.ifsbench.trace.recording.EventFanOut;
import dev.ifsbench.trace.recording.Recordings;
import dev.ifsbench.trace.recording.TraceEvent;
import dev.ifsbench.trace.recording.UnreadableRecordingException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** A recording of this JVM with ifsbench's own settings and every query. */
public final class TestRecording implements AutoCloseable {
  /** A handle table for events that are made without one. */
  public static final long TABLE = 1;

  private final Recording recording;
  private final Path file;

  private TestRecording(Recording recording, Path file) {
    this.recording = recording;
    this.file = file;
  }

  /** What is read from a recording. */
  public record Reading(List<TraceEvent> events, List<Violation> violations, Coverage coverage) {
    /** Without the sizes of handle tables, which are periodic and may come at any time. */
    public List<TraceEvent> calls() {
      return events.stream().filter(event -> event.kind() != CallKind.HANDLE_TABLE).toList();
    }
  }

  public static TestRecording start(Path file) throws Exception {
    Configuration settings =
        Configuration.create(new StringReader(new String(Settings.read(), StandardCharsets.UTF_8)));
    Recording recording = new Recording(settings);
    recording.enable(EventNames.QUERY).with("every", "1");
    recording.start();
    return new TestRecording(recording, file);
  }

  public Recording recording() {
    return recording;
  }

  /** Ends the recording and writes it. */
  public Path stop() throws IOException {
    recording.stop();
    recording.dump(file);
    return file;
  }

  public static Reading read(Path file) throws UnreadableRecordingException {
    List<TraceEvent> events = new ArrayList<>();
    RuleChecker checker = new RuleChecker();
    Coverage coverage = Recordings.read(file, new EventFanOut(events::add, checker));
    return new Reading(events, checker.finish(coverage), coverage);
  }

  @Override
  public void close() {
    recording.close();
  }
}
