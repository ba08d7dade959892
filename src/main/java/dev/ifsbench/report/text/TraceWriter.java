package dev.ifsbench.report.text;

import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.TraceEvent;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;

/**
 * Writes what recordings hold, one after the other, as a stream: for each {@link #begin}, its
 * events, {@link #end}; or {@link #unreadable}. For one thread at a time.
 */
public interface TraceWriter extends Closeable, Flushable {
  /**
   * Begins a recording.
   *
   * @param source its file, or the JVM that is followed
   * @param tables how many handle tables it has, or 0 if that is not known yet
   * @throws IOException if writing fails
   */
  void begin(String source, int tables) throws IOException;

  /**
   * Writes an event that began no earlier than all before it.
   *
   * @param event the event
   * @throws IOException if writing fails
   */
  void event(TraceEvent event) throws IOException;

  /**
   * Writes an event that became known when later begun ones had been written.
   *
   * @param event the event
   * @throws IOException if writing fails
   */
  default void lateEvent(TraceEvent event) throws IOException {
    event(event);
  }

  /**
   * Writes a violation when it is found, before the end of the recording.
   *
   * @param violation the violation, which is in the result too
   * @throws IOException if writing fails
   */
  void violation(Violation violation) throws IOException;

  /**
   * Ends a recording.
   *
   * @param result what it comes to
   * @throws IOException if writing fails
   */
  void end(TraceResult result) throws IOException;

  /**
   * Notes a recording that cannot be read.
   *
   * @param source its file
   * @param reason why not, in one line
   * @throws IOException if writing fails
   */
  void unreadable(String source, String reason) throws IOException;

  /** Ends the document and flushes. The stream written to stays open. */
  @Override
  void close() throws IOException;
}
