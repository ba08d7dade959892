package dev.ifsbench.cli;

import dev.ifsbench.report.Glyphs;
import dev.ifsbench.report.Timeline;
import dev.ifsbench.report.TraceJson;
import dev.ifsbench.report.TraceText;
import dev.ifsbench.trace.Coverage;
import dev.ifsbench.trace.EventFanOut;
import dev.ifsbench.trace.EventSink;
import dev.ifsbench.trace.Recordings;
import dev.ifsbench.trace.RuleChecker;
import dev.ifsbench.trace.TraceSummary;
import dev.ifsbench.trace.UnreadableRecordingException;
import dev.ifsbench.trace.Violation;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/** Prints recordings: events, summary, verdict. */
final class TraceRun {
  private static final int BUFFER = 1 << 16;

  private final boolean json;
  private final boolean summaryOnly;
  private final ZoneId zone = ZoneId.systemDefault();
  private boolean broken;

  TraceRun(boolean json, boolean summaryOnly) {
    this.json = json;
    this.summaryOnly = summaryOnly;
  }

  /**
   * Prints recordings.
   *
   * @return whether any of them breaks a rule
   * @throws Refusal if one cannot be read
   */
  boolean print(List<Path> recordings) throws Refusal {
    Charset charset = HeadlineRun.outputCharset();
    // Standard output flushes at each line, which a recording has millions of.
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
            false,
            charset)) {
      if (json) {
        printJson(recordings, out);
      } else {
        for (Path recording : recordings) {
          printText(recording, out, Glyphs.of(charset), recordings.size() > 1);
        }
      }
    } catch (UnreadableRecordingException e) {
      throw new Refusal(e.getMessage());
    } catch (IOException e) {
      throw new Refusal("The output cannot be written: " + e.getMessage());
    }
    return broken;
  }

  private void printText(Path recording, PrintStream out, Glyphs glyphs, boolean named)
      throws UnreadableRecordingException {
    if (named) {
      out.println(recording);
    }
    TraceSummary summary = new TraceSummary();
    RuleChecker checker = new RuleChecker();
    EventSink events = summaryOnly ? event -> {} : new Timeline(out, glyphs, zone);
    Coverage coverage = Recordings.read(recording, new EventFanOut(events, summary, checker));
    List<Violation> violations = checker.finish(coverage);
    if (!summaryOnly) {
      out.println();
    }
    TraceText text = new TraceText(zone);
    text.summary(summary).forEach(out::println);
    out.println();
    text.verdict(violations, checker.count(), coverage, summary.late()).forEach(out::println);
    broken |= checker.count() > 0;
  }

  private void printJson(List<Path> recordings, PrintStream out) throws IOException {
    try (TraceJson document = new TraceJson(out)) {
      for (Path recording : recordings) {
        TraceSummary summary = new TraceSummary();
        RuleChecker checker = new RuleChecker();
        EventSink events = summaryOnly ? event -> {} : document;
        document.begin(recording.toString());
        Coverage coverage = Recordings.read(recording, new EventFanOut(events, summary, checker));
        List<Violation> violations = checker.finish(coverage);
        document.end(summary, violations, checker.count(), coverage);
        broken |= checker.count() > 0;
      }
    }
    out.println();
  }
}
