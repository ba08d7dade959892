package dev.ifsbench.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.check.CallStatistics;
import dev.ifsbench.trace.check.Rule;
import dev.ifsbench.trace.check.TraceCompleteness;
import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The fields of what a recording holds, into whatever JSON object is open. Times are ISO 8601 in
 * UTC to the nanosecond, durations nanoseconds, handles numbers; fields without a value are left
 * out. For one thread at a time.
 */
final class TraceFields {
  /** Raised when a field is removed or changes its meaning, not when one is added. */
  static final int SCHEMA_VERSION = 1;

  private final JsonGenerator json;

  TraceFields(JsonGenerator json) {
    this.json = json;
  }

  void schemaVersion() throws IOException {
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
  }

  void source(String source) throws IOException {
    json.writeStringField("recording", source);
  }

  void unreadable(String source, String reason) throws IOException {
    source(source);
    json.writeBooleanField("complete", false);
    json.writeStringField("error", reason);
  }

  void event(TraceEvent event) throws IOException {
    json.writeStringField("time", time(event.start()));
    json.writeStringField("event", event.kind().shortName());
    if (event.kind() == CallKind.HANDLE_TABLE) {
      json.writeNumberField("table", event.table());
      json.writeNumberField("handles", event.to());
    } else {
      call(event);
    }
  }

  private void call(TraceEvent event) throws IOException {
    json.writeStringField("function", event.function());
    json.writeNumberField("durationNanos", event.nanos());
    outcome(event);
    if (event.thread() != null) {
      json.writeNumberField("jvm", event.thread().jvm());
      json.writeStringField("thread", event.thread().name());
      json.writeNumberField("threadId", event.thread().id());
      if (event.thread().virtual()) {
        json.writeBooleanField("virtual", true);
      }
    }
  }

  /** What a call was about and how it ended: all but when, where and for how long. */
  void outcome(TraceEvent event) throws IOException {
    json.writeNumberField("table", event.table());
    json.writeNumberField("catalogEntryId", event.catalogEntryId());
    optional("provider", event.provider());
    optional("handle", event.handle());
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
  }

  void violation(Violation violation) throws IOException {
    json.writeStringField("time", time(violation.time()));
    json.writeStringField("rule", violation.rule().name());
    json.writeBooleanField("remark", violation.rule().isRemark());
    json.writeNumberField("table", violation.table());
    optional("handle", violation.handle());
    optional("provider", violation.provider());
    json.writeStringField("text", violation.text());
  }

  void calls(TraceSummary.Key key, CallStatistics calls) throws IOException {
    json.writeStringField("provider", key.provider());
    json.writeStringField("function", key.function());
    json.writeNumberField("calls", calls.calls());
    json.writeNumberField("recorded", calls.recorded());
    json.writeNumberField("p50Nanos", calls.nanos(50));
    json.writeNumberField("p99Nanos", calls.nanos(99));
    json.writeNumberField("maxNanos", calls.maxNanos());
    json.writeObjectFieldStart("failures");
    for (Map.Entry<String, Long> failure : calls.failures().entrySet()) {
      json.writeNumberField(failure.getKey(), failure.getValue());
    }
    json.writeEndObject();
  }

  /** The result of a recording, without its lists. */
  void result(TraceResult result) throws IOException {
    TraceCompleteness completeness = result.completeness();
    json.writeNumberField("largestTable", result.summary().largestTable());
    json.writeBooleanField("complete", completeness.isComplete());
    json.writeObjectFieldStart("lost");
    json.writeNumberField("bytes", completeness.lostBytes());
    json.writeNumberField("lateEvents", completeness.lateEvents());
    json.writeEndObject();
    optional("cutOff", completeness.cutOff());
    json.writeNumberField("openAtEnd", result.openAtEnd());
    optional("notJudged", completeness.gap());
    json.writeArrayFieldStart("rulesNotJudged");
    for (Rule rule : Rule.values()) {
      if (!completeness.judges(rule)) {
        json.writeString(rule.name());
      }
    }
    json.writeEndArray();
    json.writeObjectFieldStart("rules");
    for (Map.Entry<Rule, Long> rule : new TreeMap<>(result.counts()).entrySet()) {
      json.writeNumberField(rule.getKey().name(), rule.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("violationCount", result.violationCount());
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

  /** A time in ISO 8601. */
  static String time(long epochNanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, second), Math.floorMod(epochNanos, second))
        .toString();
  }
}
