package dev.ifsbench.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.CallKind;
import dev.ifsbench.trace.CallStatistics;
import dev.ifsbench.trace.Coverage;
import dev.ifsbench.trace.EventSink;
import dev.ifsbench.trace.TraceEvent;
import dev.ifsbench.trace.TraceSummary;
import dev.ifsbench.trace.Violation;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What recordings hold, for machines: one JSON array with an object for each recording, written as
 * a stream. Times are ISO 8601 in UTC to the nanosecond, durations nanoseconds. Fields without a
 * value are left out. For one thread at a time.
 */
public final class TraceJson implements EventSink, Closeable {
  private final JsonGenerator json;

  /**
   * Begins the array.
   *
   * @param out where it is written
   * @throws IOException if that fails
   */
  public TraceJson(OutputStream out) throws IOException {
    json = JsonMapper.builder().build().createGenerator(out);
    json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
    json.useDefaultPrettyPrinter();
    json.writeStartArray();
  }

  /**
   * Begins a recording's object; its events follow.
   *
   * @param recording its file
   * @throws IOException if writing fails
   */
  public void begin(String recording) throws IOException {
    json.writeStartObject();
    json.writeStringField("recording", recording);
    json.writeArrayFieldStart("events");
  }

  @Override
  public void accept(TraceEvent event) {
    try {
      write(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(TraceEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", time(event.start()));
    json.writeStringField("event", event.kind().shortName());
    if (event.kind() == CallKind.HANDLE_TABLE) {
      json.writeNumberField("table", event.table());
      json.writeNumberField("handles", event.to());
    } else {
      writeCall(event);
    }
    json.writeEndObject();
  }

  private void writeCall(TraceEvent event) throws IOException {
    json.writeStringField("function", event.function());
    json.writeNumberField("durationNanos", event.nanos());
    json.writeNumberField("catalogEntryId", event.catalogEntryId());
    optional("provider", event.provider());
    optional("from", event.from());
    optional("to", event.to());
    if (event.kind() == CallKind.MODIFY) {
      json.writeNumberField("previousCatalogEntryId", event.ownerId());
    } else if (event.kind() == CallKind.SOCKET) {
      json.writeNumberField("ownerCatalogEntryId", event.ownerId());
    }
    optional("context", event.context());
    json.writeNumberField("calls", event.calls());
    if (event.bytes() != TraceEvent.NO_BYTES) {
      json.writeNumberField("bytes", event.bytes());
    }
    json.writeNumberField("error", event.error());
    optional("errorName", event.errorName());
    optional("thread", event.thread());
  }

  private void optional(String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private void optional(String name, long handle) throws IOException {
    if (handle != Ws2Def.INVALID_SOCKET) {
      json.writeNumberField(name, handle);
    }
  }

  /**
   * Ends a recording's object.
   *
   * @param summary its calls
   * @param violations its violations
   * @param count how many there were, which can be more than are listed
   * @param coverage what could not be judged
   * @throws IOException if writing fails
   */
  public void end(TraceSummary summary, List<Violation> violations, long count, Coverage coverage)
      throws IOException {
    json.writeEndArray();
    json.writeArrayFieldStart("summary");
    for (Map.Entry<TraceSummary.Key, CallStatistics> entry : summary.calls().entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
    json.writeEndArray();
    json.writeNumberField("largestTable", summary.largestTable());
    json.writeNumberField("lateEvents", summary.late());
    optional("notJudged", coverage.gap());
    json.writeNumberField("violationCount", count);
    json.writeArrayFieldStart("violations");
    for (Violation violation : violations) {
      write(violation);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(TraceSummary.Key key, CallStatistics calls) throws IOException {
    json.writeStartObject();
    json.writeStringField("provider", key.provider());
    json.writeStringField("function", key.function());
    json.writeNumberField("calls", calls.calls());
    json.writeNumberField("recorded", calls.recorded());
    json.writeNumberField("p50Nanos", calls.nanos(50));
    json.writeNumberField("p99Nanos", calls.nanos(99));
    json.writeNumberField("maxNanos", calls.nanos(100));
    json.writeObjectFieldStart("failures");
    for (Map.Entry<String, Long> failure : calls.failures().entrySet()) {
      json.writeNumberField(failure.getKey(), failure.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void write(Violation violation) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", time(violation.time()));
    json.writeStringField("rule", violation.rule().name());
    json.writeNumberField("handle", violation.handle());
    optional("provider", violation.provider());
    json.writeStringField("text", violation.text());
    json.writeEndObject();
  }

  private static String time(long epochNanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, second), Math.floorMod(epochNanos, second))
        .toString();
  }

  /** Ends the array. The stream written to stays open. */
  @Override
  public void close() throws IOException {
    json.writeEndArray();
    json.close();
  }
}
