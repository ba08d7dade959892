package dev.ifsbench.report.html;

import dev.ifsbench.trace.check.RuleChecker;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.Coverage;
import dev.ifsbench.trace.recording.EventFanOut;
import dev.ifsbench.trace.recording.EventSink;
import dev.ifsbench.trace.recording.LongCalls;
import dev.ifsbench.trace.recording.Recordings;
import dev.ifsbench.trace.recording.TraceEvent;
import dev.ifsbench.trace.recording.UnreadableRecordingException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report shows of a recording: the first and the last {@value #KEPT} calls on handles, and
 * how often each was called. How much memory that takes does not depend on how long it is.
 */
public final class RecordedCalls {
  private static final int KEPT = 40;

  private final String name;
  private final TraceSummary summary = new TraceSummary();
  private final RuleChecker checker = new RuleChecker();
  private final Sequence sequence = new Sequence();
  private final List<Violation> violations;
  private final Coverage coverage;

  /**
   * Calls of one kind that follow each other on one handle.
   *
   * @param first of them
   * @param calls how many, those that sampling left out included
   */
  record Step(TraceEvent first, long calls) {}

  /** What calls have in common that are one step. */
  private record Repeated(CallKind kind, int table, long handle, int catalogEntryId) {}

  private RecordedCalls(String name, Path file) throws UnreadableRecordingException {
    this.name = name;
    LongCalls longCalls = new LongCalls();
    coverage = Recordings.read(file, new EventFanOut(longCalls, summary, checker));
    longCalls.readByStart(file, sequence);
    sequence.flush();
    violations = checker.finish(coverage);
  }

  /**
   * Reads a recording.
   *
   * @param name what a person calls it
   * @param file the recording
   * @throws UnreadableRecordingException if it is damaged, or none of ifsbench's
   */
  public static RecordedCalls read(String name, Path file) throws UnreadableRecordingException {
    return new RecordedCalls(name, file);
  }

  /** What a person calls it. */
  String name() {
    return name;
  }

  /** How often each function was called. */
  TraceSummary summary() {
    return summary;
  }

  /** How often a rule of the API was broken. */
  long violationCount() {
    return checker.count();
  }

  /** Where a rule was broken, the first of them. */
  List<Violation> violations() {
    return violations;
  }

  /** What the recording leaves out. */
  Coverage coverage() {
    return coverage;
  }

  /** In the order in which they began. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>(sequence.first);
    steps.addAll(sequence.last);
    return steps;
  }

  /** How many steps after the first {@value #KEPT} are left out. */
  long leftOut() {
    return sequence.leftOut;
  }

  /** Keeps what fits; frequent calls between two others are one step for each handle. */
  private static final class Sequence implements EventSink {
    private final List<Step> first = new ArrayList<>();
    private final Deque<Step> last = new ArrayDeque<>();
    private final Map<Repeated, Step> repeated = new LinkedHashMap<>();
    private long leftOut;

    @Override
    public void accept(TraceEvent event) {
      if (isRepeated(event.kind())) {
        if (repeated.size() >= KEPT) {
          flush();
        }
        repeated.merge(
            new Repeated(event.kind(), event.table(), event.handle(), event.catalogEntryId()),
            new Step(event, event.calls()),
            (before, now) -> new Step(before.first(), before.calls() + now.calls()));
      } else if (event.kind() != CallKind.HANDLE_TABLE) {
        flush();
        add(new Step(event, event.calls()));
      }
    }

    private static boolean isRepeated(CallKind kind) {
      return kind == CallKind.QUERY || kind == CallKind.DISPATCH || kind == CallKind.REDIRECTED;
    }

    void flush() {
      repeated.values().forEach(this::add);
      repeated.clear();
    }

    private void add(Step step) {
      if (first.size() < KEPT) {
        first.add(step);
        return;
      }
      last.add(step);
      if (last.size() > KEPT) {
        last.remove();
        leftOut++;
      }
    }
  }
}
