package dev.ifsbench.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ifsbench.report.text.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What the writers of JSON have in common: a generator that flushes only when it is told to and
 * leaves the stream open, and the fields. For one thread at a time.
 */
abstract class JsonTraceWriter implements TraceWriter {
  final JsonGenerator json;
  final TraceFields fields;

  JsonTraceWriter(OutputStream out) throws IOException {
    json = PrintedJson.generator(out);
    fields = new TraceFields(json);
  }

  @Override
  public final void flush() throws IOException {
    json.flush();
  }

  /** Writes what is left of the document. */
  abstract void finishDocument() throws IOException;

  @Override
  public final void close() throws IOException {
    finishDocument();
    json.close();
  }
}
