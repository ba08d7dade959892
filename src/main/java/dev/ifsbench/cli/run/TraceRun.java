package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.option.WatchedOutput;
import dev.ifsbench.report.json.TraceFormat;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Terminal;
import dev.ifsbench.report.text.TraceWriter;
import dev.ifsbench.trace.check.RuleChecker;
import dev.ifsbench.trace.check.TraceCompleteness;
import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.Coverage;
import dev.ifsbench.trace.recording.EventFanOut;
import dev.ifsbench.trace.recording.LongCalls;
import dev.ifsbench.trace.recording.RecordingStart;
import dev.ifsbench.trace.recording.Recordings;
import dev.ifsbench.trace.recording.TraceEvent;
import dev.ifsbench.trace.recording.UnreadableRecordingException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Prints recordings: events, summary, verdict. */
public final class TraceRun {
  static final int BUFFER = 1 << 16;

  private final TraceFormat format;
  private final boolean summaryOnly;
  private final Screen screen = Screen.ofStandardOutput();
  private final WatchedOutput out = WatchedOutput.ofStandardOutput(screen);
  private TraceOutcome outcome = TraceOutcome.KEPT;

  public TraceRun(TraceFormat format, boolean summaryOnly) {
    this.format = format;
    this.summaryOnly = summaryOnly;
  }

  /**
   * Prints recordings. Those that cannot be read are named on standard error.
   *
   * @return what is worst of them
   * @throws UserError if standard output cannot be written
   */
  public TraceOutcome print(List<Path> recordings) throws UserError {
    try (TraceWriter writer =
        format.writer(
            new BufferedOutputStream(out, BUFFER),
            Terminal.charset(),
            screen,
            ZoneId.systemDefault(),
            recordings.size() > 1,
            origin(recordings))) {
      for (Path recording : recordings) {
        print(recording, writer);
      }
    } catch (IOException | UncheckedIOException e) {
      if (!out.hasFailed()) {
        throw new IllegalStateException(e);
      }
    }
    if (out.hasFailed()) {
      out.refuse();
      return TraceOutcome.UNREADABLE;
    }
    return outcome;
  }

  private void print(Path recording, TraceWriter writer) throws IOException {
    try {
      LongCalls longCalls = new LongCalls();
      TraceSummary summary = new TraceSummary();
      RuleChecker checker = new RuleChecker();
      Coverage coverage =
          Recordings.read(
              recording,
              summaryOnly
                  ? new EventFanOut(summary, checker)
                  : new EventFanOut(longCalls, summary, checker));
      List<Violation> violations = checker.finish(coverage);
      writer.begin(recording.toString(), summary.tables());
      if (!summaryOnly) {
        longCalls.readByStart(recording, event -> write(writer, event));
      }
      TraceResult result =
          new TraceResult(
              summary,
              violations,
              checker.counts(),
              checker.openAtEnd(),
              new TraceCompleteness(
                  coverage.lostBytes(), summary.late(), coverage.cutOff(), coverage.gap()));
      writer.end(result);
      note(TraceOutcome.of(result));
    } catch (UnreadableRecordingException e) {
      if (out.hasFailed()) {
        throw e;
      }
      System.err.println(e.getMessage());
      writer.unreadable(recording.toString(), e.getMessage());
      note(e.isForeign() ? TraceOutcome.NOTHING : TraceOutcome.UNREADABLE);
    }
  }

  private static void write(TraceWriter writer, TraceEvent event) {
    try {
      writer.event(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(TraceOutcome one) {
    outcome = outcome.orWorse(one);
  }

  /** A day before the first recording began: calls can have begun before. */
  private static long origin(List<Path> recordings) {
    long earliest =
        recordings.stream()
            .map(RecordingStart::epochNanos)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .min()
            .orElse(0);
    return earliest - TimeUnit.DAYS.toNanos(1);
  }
}
