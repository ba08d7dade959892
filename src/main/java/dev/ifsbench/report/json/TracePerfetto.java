package dev.ifsbench.report.json;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.text.HandleChange;
import dev.ifsbench.report.text.TableNames;
import dev.ifsbench.report.text.Timeline;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.OpenSpans;
import dev.ifsbench.trace.recording.TraceEvent;
import dev.ifsbench.trace.recording.TraceThread;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recordings in the JSON of the <a
 * href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU/preview">Trace
 * Event Format</a>, which ui.perfetto.dev and chrome://tracing open.
 *
 * <p>Each recording is two processes: in one each thread is a track, in the other each handle of
 * each handle table; the table, and the JVM of a thread, are named where there are several. A call
 * is a complete event on both, with its error and what it changed in the arguments; a call without
 * a duration is an instant, a violation too, on its handle's track; the size of a handle table is a
 * counter. The format wants the spans of a track to nest: calls on one handle by several threads
 * need not, so those that would not are put on a further track of the same name.
 *
 * <p>{@code ts} and {@code dur} are microseconds with three decimals, {@code ts} from {@code
 * otherData.origin}, which is near enough that a reader's floating point keeps nanoseconds.
 */
final class TracePerfetto extends JsonTraceWriter {
  /** Handles beyond this number share a track, which keeps memory bounded; no viewer shows more. */
  private static final int MAX_HANDLES = 1 << 16;

  /** Above any number that stands for a process. */
  private static final int FIRST_TRACK = 1_000_000;

  private static final int NANOS_PER_MICRO = 1000;

  private final HandleChange change = new HandleChange(new Glyphs("x", "...", "->", "+-"));
  private final long origin;
  private final Map<TraceThread, List<Track>> threads = new LinkedHashMap<>();
  private final Map<HandleKey, List<Track>> handles = new LinkedHashMap<>();
  private final List<Track> otherHandles = new ArrayList<>();
  private final List<TraceResult> results = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private int processes;
  private int tracks = FIRST_TRACK;

  /** What tells handles apart; no two JVMs of a recording have a table of the same number. */
  private record HandleKey(int table, long handle) {
    static HandleKey of(TraceEvent event) {
      return new HandleKey(event.table(), event.handle());
    }
  }

  /** A track and what runs on it. */
  private record Track(int process, int number, OpenSpans spans) {}

  /**
   * Begins the document.
   *
   * @param out where it is written
   * @param origin the time that is 0, in nanoseconds since 1970 (UTC); no event is older
   * @throws IOException if writing fails
   */
  TracePerfetto(OutputStream out, long origin) throws IOException {
    super(out);
    this.origin = origin;
    json.writeStartObject();
    json.writeStringField("displayTimeUnit", "ns");
    json.writeArrayFieldStart("traceEvents");
  }

  @Override
  public void begin(String source, int tables) throws IOException {
    threads.clear();
    handles.clear();
    otherHandles.clear();
    processes += 2;
    name("process_name", threadProcess(), 0, "Calls by thread, " + source);
    name("process_name", handleProcess(), 0, "Calls by handle, " + source);
  }

  private int threadProcess() {
    return processes - 1;
  }

  private int handleProcess() {
    return processes;
  }

  @Override
  public void event(TraceEvent event) throws IOException {
    if (event.kind() == CallKind.HANDLE_TABLE) {
      tableSize(event);
      return;
    }
    if (event.thread() != null) {
      call(event, ofThread(event));
    }
    if (event.handle() != Ws2Def.INVALID_SOCKET) {
      call(event, ofHandle(event));
    }
  }

  private void tableSize(TraceEvent event) throws IOException {
    begin("C", "handles in table " + event.table(), handleProcess(), 0, event.start());
    json.writeObjectFieldStart("args");
    json.writeNumberField("handles", event.to());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void call(TraceEvent event, Track track) throws IOException {
    boolean span = event.isTimed();
    begin(
        span ? "X" : "i", Timeline.function(event), track.process(), track.number(), event.start());
    if (span) {
      json.writeFieldName("dur");
      json.writeNumber(micros(event.nanos()));
    } else {
      json.writeStringField("s", "t");
    }
    json.writeStringField("cat", event.succeeded() ? "call" : "call,failed");
    json.writeObjectFieldStart("args");
    json.writeStringField("change", change.of(event));
    fields.outcome(event);
    if (event.thread() != null) {
      json.writeStringField("thread", event.thread().toString());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private Track ofThread(TraceEvent event) {
    return free(
        threads.computeIfAbsent(event.thread(), thread -> new ArrayList<>()),
        event,
        threadProcess());
  }

  private Track ofHandle(TraceEvent event) {
    HandleKey handle = HandleKey.of(event);
    List<Track> of = handles.get(handle);
    if (of == null && handles.size() < MAX_HANDLES) {
      of = new ArrayList<>();
      handles.put(handle, of);
    }
    return free(of == null ? otherHandles : of, event, handleProcess());
  }

  /** The first track of several on which the call nests, or one more. */
  private Track free(List<Track> of, TraceEvent event, int process) {
    for (Track track : of) {
      if (track.spans().takes(event)) {
        track.spans().enter(event);
        return track;
      }
    }
    Track made = new Track(process, tracks++, new OpenSpans());
    of.add(made);
    made.spans().enter(event);
    return made;
  }

  @Override
  public void violation(Violation violation) {
    // Written with the others at the end; their times need no order.
  }

  @Override
  public void end(TraceResult result) throws IOException {
    results.add(result);
    nameTracks();
    for (Violation violation : result.violations()) {
      List<Track> of = handles.get(new HandleKey(violation.table(), violation.handle()));
      boolean tracked = of != null && !of.isEmpty();
      begin(
          "i",
          "violation: " + violation.rule().text(),
          handleProcess(),
          tracked ? of.get(0).number() : 0,
          violation.time());
      json.writeStringField("s", tracked ? "t" : "p");
      json.writeStringField("cat", "violation");
      json.writeObjectFieldStart("args");
      fields.violation(violation);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  @Override
  public void unreadable(String source, String reason) {
    unreadable.add(reason);
  }

  /** Only at the end is it known whether there are several tables or JVMs. */
  private void nameTracks() throws IOException {
    boolean severalJvms =
        threads.keySet().stream().mapToInt(TraceThread::jvm).distinct().count() > 1;
    for (Map.Entry<TraceThread, List<Track>> thread : threads.entrySet()) {
      String jvm = severalJvms ? " in JVM " + thread.getKey().jvm() : "";
      name(thread.getValue(), thread.getKey() + jvm);
    }
    TableNames tables =
        new TableNames(
            (int) handles.keySet().stream().mapToInt(HandleKey::table).distinct().count());
    for (Map.Entry<HandleKey, List<Track>> handle : handles.entrySet()) {
      name(
          handle.getValue(),
          "handle " + handle.getKey().handle() + tables.of(handle.getKey().table()));
    }
    name(otherHandles, "further handles");
  }

  private void name(List<Track> tracks, String label) throws IOException {
    for (Track track : tracks) {
      name("thread_name", track.process(), track.number(), label);
    }
  }

  private void name(String kind, int process, int track, String name) throws IOException {
    begin("M", kind, process, track, origin);
    json.writeObjectFieldStart("args");
    json.writeStringField("name", name);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Opens an event with what every event has. */
  private void begin(String phase, String name, int process, int track, long time)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", phase);
    json.writeStringField("name", name);
    json.writeNumberField("pid", process);
    json.writeNumberField("tid", track);
    json.writeFieldName("ts");
    json.writeNumber(micros(time - origin));
  }

  private static String micros(long nanos) {
    String fraction = String.valueOf(NANOS_PER_MICRO + Math.floorMod(nanos, NANOS_PER_MICRO));
    return Math.floorDiv(nanos, NANOS_PER_MICRO) + "." + fraction.substring(1);
  }

  @Override
  void finishDocument() throws IOException {
    json.writeEndArray();
    json.writeObjectFieldStart("otherData");
    fields.schemaVersion();
    json.writeStringField("origin", TraceFields.time(origin));
    json.writeBooleanField(
        "complete",
        unreadable.isEmpty()
            && results.stream().allMatch(each -> each.completeness().isComplete()));
    json.writeNumberField(
        "lostBytes", results.stream().mapToLong(each -> each.completeness().lostBytes()).sum());
    json.writeNumberField(
        "violationCount", results.stream().mapToLong(TraceResult::violationCount).sum());
    json.writeArrayFieldStart("unreadable");
    for (String reason : unreadable) {
      json.writeString(reason);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw(System.lineSeparator());
  }
}
