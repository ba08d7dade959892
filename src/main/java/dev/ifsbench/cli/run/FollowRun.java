package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.option.WatchedOutput;
import dev.ifsbench.report.json.TraceFormat;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Terminal;
import dev.ifsbench.report.text.TraceWriter;
import dev.ifsbench.sockets.system.StandardOutput;
import dev.ifsbench.trace.check.Rule;
import dev.ifsbench.trace.check.RuleChecker;
import dev.ifsbench.trace.check.TraceCompleteness;
import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.EventSink;
import dev.ifsbench.trace.recording.LiveEvents;
import dev.ifsbench.trace.recording.StartOrder;
import dev.ifsbench.trace.recording.TraceEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Prints the events of a running JVM as they come, and the violations as they are found. Events
 * come in the listener's thread, the end in the caller's.
 */
public final class FollowRun implements LiveEvents.Listener {
  private static final String GAP =
      "what happened before the JVM was followed, and in its last second, is not known";

  /** The most events of a second that are put in order together. */
  private static final int HELD_BACK = 1 << 16;

  private static final int PATIENCE_SECONDS = 5;

  private final long pid;
  private final boolean summaryOnly;
  private final Screen screen = Screen.ofStandardOutput();
  private final WatchedOutput out = WatchedOutput.ofStandardOutput(screen);
  private final TraceWriter writer;
  private final StartOrder order;
  private final TraceSummary summary = new TraceSummary();
  private final List<Violation> violations = new ArrayList<>();
  private final List<Violation> found = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private RuleChecker checker = new RuleChecker(this::violated);
  private final Map<Rule, Long> countsBefore = new EnumMap<>(Rule.class);
  private long lostBytes;
  private long lastEnd = Long.MIN_VALUE;
  private boolean done;
  private volatile boolean interrupted;

  /**
   * Creates a follower.
   *
   * @param pid the JVM's process id
   */
  public FollowRun(long pid, TraceFormat format, boolean summaryOnly) throws IOException {
    this.pid = pid;
    this.summaryOnly = summaryOnly;
    writer =
        format.writer(
            new BufferedOutputStream(out, TraceRun.BUFFER),
            Terminal.charset(),
            screen,
            ZoneId.systemDefault(),
            false,
            TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - TimeUnit.DAYS.toNanos(1));
    order = new StartOrder(HELD_BACK, new InOrder());
  }

  /**
   * Follows the JVM until it ends, the recording is stopped, or the output is closed.
   *
   * @return whether a rule was broken
   * @throws UserError if standard output cannot be written
   * @throws IOException if the JVM cannot be followed
   */
  public TraceOutcome run() throws UserError, IOException {
    Thread hook = new Thread(this::interrupt, "follow-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      tell(LiveEvents.follow(pid, this, this::isWanted));
      end();
    } finally {
      ended.countDown();
    }
    if (out.hasFailed()) {
      out.refuse();
      return TraceOutcome.UNREADABLE;
    }
    return TraceOutcome.of(result());
  }

  /** Waits until the listener's thread has finished. */
  private void interrupt() {
    interrupted = true;
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            String.format(
                Locale.ROOT, "JVM %d does not answer; what was followed may be incomplete.", pid));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isWanted() {
    return !interrupted && !out.hasFailed() && !StandardOutput.isAbandoned();
  }

  private void tell(LiveEvents.End end) {
    if (end == LiveEvents.End.JVM_ENDED) {
      System.err.println(String.format(Locale.ROOT, "JVM %d has ended.", pid));
    } else if (end == LiveEvents.End.RECORDING_ENDED) {
      System.err.println(
          String.format(Locale.ROOT, "The recording in JVM %d was stopped from outside.", pid));
    }
  }

  @Override
  public synchronized void begun() {
    write(() -> writer.begin("JVM " + pid, 0));
    write(writer::flush);
  }

  @Override
  public synchronized void accept(TraceEvent event) {
    if (done) {
      return;
    }
    if (event.end() < lastEnd) {
      summary.acceptLate(event);
      checker.acceptLate(event);
    } else {
      lastEnd = event.end();
      summary.accept(event);
      checker.accept(event);
    }
    if (!summaryOnly) {
      order.accept(event);
    }
  }

  @Override
  public synchronized void lost(long bytes) {
    lostBytes += bytes;
    // What was lost may be the close of any handle.
    countsBefore.putAll(counts());
    checker = new RuleChecker(this::violated);
  }

  @Override
  public synchronized void flush() {
    if (!done) {
      handOn();
      write(writer::flush);
    }
  }

  /** Prints violations after the calls that they refer to. */
  private void handOn() {
    order.flush();
    for (Violation violation : found) {
      write(() -> writer.violation(violation));
    }
    found.clear();
  }

  private void violated(Violation violation) {
    if (violations.size() < RuleChecker.MAX_VIOLATIONS) {
      violations.add(violation);
      found.add(violation);
    }
  }

  private Map<Rule, Long> counts() {
    Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    counts.putAll(countsBefore);
    checker.counts().forEach((rule, count) -> counts.merge(rule, count, Long::sum));
    return counts;
  }

  private synchronized TraceResult result() {
    return new TraceResult(
        summary,
        violations,
        counts(),
        0,
        new TraceCompleteness(lostBytes, summary.late(), null, GAP));
  }

  private synchronized void end() {
    handOn();
    done = true;
    write(() -> writer.end(result()));
    write(writer::close);
  }

  /** Writes output, and may fail. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  /** Does nothing once writing has failed. */
  private void write(Writing writing) {
    if (out.hasFailed()) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      if (!out.hasFailed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Prints events that have been put in order. */
  private final class InOrder implements EventSink {
    @Override
    public void accept(TraceEvent event) {
      write(() -> writer.event(event));
    }

    @Override
    public void acceptLate(TraceEvent event) {
      write(() -> writer.lateEvent(event));
    }
  }
}
