package dev.ifsbench.report.json;

import dev.ifsbench.trace.check.CallStatistics;
import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.TraceEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What recordings hold as JSON Lines. The field {@code type} of each object says what it is: {@code
 * begin}, {@code event}, {@code violation}, {@code summary} for the calls of one function, {@code
 * end}, {@code unreadable}.
 */
final class TraceJsonLines extends JsonTraceWriter {
  private final Set<Violation> written = new HashSet<>();

  TraceJsonLines(OutputStream out) throws IOException {
    super(out);
    json.setRootValueSeparator(null);
  }

  @Override
  public void begin(String source, int tables) throws IOException {
    written.clear();
    start("begin");
    fields.schemaVersion();
    fields.source(source);
    finish();
  }

  @Override
  public void event(TraceEvent event) throws IOException {
    start("event");
    fields.event(event);
    finish();
  }

  @Override
  public void violation(Violation violation) throws IOException {
    written.add(violation);
    start("violation");
    fields.violation(violation);
    finish();
  }

  @Override
  public void end(TraceResult result) throws IOException {
    for (Map.Entry<TraceSummary.Key, CallStatistics> entry : result.summary().calls().entrySet()) {
      start("summary");
      fields.calls(entry.getKey(), entry.getValue());
      finish();
    }
    for (Violation violation : result.violations()) {
      if (!written.contains(violation)) {
        violation(violation);
      }
    }
    start("end");
    fields.result(result);
    finish();
  }

  @Override
  public void unreadable(String source, String reason) throws IOException {
    start("unreadable");
    fields.schemaVersion();
    fields.unreadable(source, reason);
    finish();
  }

  private void start(String type) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
  }

  private void finish() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  @Override
  void finishDocument() throws IOException {
    // Each line is whole.
  }
}
