package dev.ifsbench.report.json;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.TraceText;
import dev.ifsbench.report.text.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.time.ZoneId;

/** The formats in which recordings are shown. */
public enum TraceFormat {
  /** For people. */
  TEXT("text"),
  /** One JSON object, for programs. */
  JSON("json"),
  /** JSON Lines: an object a line, each written as soon as it is known. */
  JSONL("jsonl"),
  /** Trace Event Format, for ui.perfetto.dev. */
  PERFETTO("perfetto");

  private final String label;

  TraceFormat(String label) {
    this.label = label;
  }

  /**
   * Makes a writer.
   *
   * @param out where it writes, best with a buffer
   * @param charset of text; all else is UTF-8
   * @param screen that text is laid out for
   * @param zone of the times in text; all else has UTC
   * @param several whether text names each recording
   * @param origin a time before all events, in nanoseconds since 1970 (UTC), that formats with
   *     relative times count from
   * @return the writer
   * @throws IOException if writing fails
   */
  public TraceWriter writer(
      OutputStream out, Charset charset, Screen screen, ZoneId zone, boolean several, long origin)
      throws IOException {
    return switch (this) {
      case TEXT -> new TraceText(new OutputStreamWriter(out, charset), screen, zone, several);
      case JSON -> new TraceJson(out);
      case JSONL -> new TraceJsonLines(out);
      case PERFETTO -> new TracePerfetto(out, origin);
    };
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return label;
  }
}
