package dev.ifsbench.report.json;

import dev.ifsbench.trace.check.CallStatistics;
import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.TraceEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What recordings hold, for machines: one JSON object, with an object for each recording. */
final class TraceJson extends JsonTraceWriter {
  TraceJson(OutputStream out) throws IOException {
    super(out);
    json.useDefaultPrettyPrinter();
    json.writeStartObject();
    fields.schemaVersion();
    json.writeArrayFieldStart("recordings");
  }

  @Override
  public void begin(String source, int tables) throws IOException {
    json.writeStartObject();
    fields.source(source);
    json.writeArrayFieldStart("events");
  }

  @Override
  public void event(TraceEvent event) throws IOException {
    json.writeStartObject();
    fields.event(event);
    json.writeEndObject();
  }

  @Override
  public void violation(Violation violation) {
    // The object of the recording ends with them.
  }

  @Override
  public void end(TraceResult result) throws IOException {
    json.writeEndArray();
    json.writeArrayFieldStart("summary");
    for (Map.Entry<TraceSummary.Key, CallStatistics> entry : result.summary().calls().entrySet()) {
      json.writeStartObject();
      fields.calls(entry.getKey(), entry.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    fields.result(result);
    json.writeArrayFieldStart("violations");
    for (Violation violation : result.violations()) {
      json.writeStartObject();
      fields.violation(violation);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public void unreadable(String source, String reason) throws IOException {
    json.writeStartObject();
    fields.unreadable(source, reason);
    json.writeEndObject();
  }

  @Override
  void finishDocument() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw(System.lineSeparator());
  }
}
