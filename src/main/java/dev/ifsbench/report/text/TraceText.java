package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.trace.check.CallStatistics;
import dev.ifsbench.trace.check.Rule;
import dev.ifsbench.trace.check.TraceCompleteness;
import dev.ifsbench.trace.check.TraceResult;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.TraceEvent;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What recordings hold, for people: the calls, how often each was made, how rules were kept. */
public final class TraceText implements TraceWriter {
  private final Writer out;
  private final Screen screen;
  private final ZoneId zone;
  private final boolean several;
  private Timeline timeline;
  private TableNames tableNames;

  public TraceText(Writer out, Screen screen, ZoneId zone, boolean several) {
    this.out = out;
    this.screen = screen;
    this.zone = zone;
    this.several = several;
  }

  @Override
  public void begin(String source, int tables) throws IOException {
    if (several) {
      line(Printable.of(source));
    }
    timeline = null;
    tableNames = new TableNames(tables);
  }

  @Override
  public void event(TraceEvent event) throws IOException {
    timeline().print(event);
  }

  @Override
  public void lateEvent(TraceEvent event) throws IOException {
    timeline().printLate(event);
  }

  private Timeline timeline() {
    if (timeline == null) {
      timeline = new Timeline(out, screen, zone, tableNames);
    }
    return timeline;
  }

  @Override
  public void violation(Violation violation) throws IOException {
    line(
        screen.style().passed(false, "violation: ")
            + text(violation)
            + "; the rule: "
            + violation.rule().text());
  }

  @Override
  public void end(TraceResult result) throws IOException {
    if (timeline != null) {
      line("");
    }
    for (String line : summary(result.summary(), result.completeness())) {
      line(line);
    }
    line("");
    for (String line : verdict(result)) {
      line(line);
    }
  }

  private List<String> summary(TraceSummary summary, TraceCompleteness completeness) {
    TextTable table = new TextTable(screen);
    table.foldBefore(2);
    table.add("provider", "call", "calls", "p50 ns", "p99 ns", "max ns", "failures");
    for (Map.Entry<TraceSummary.Key, CallStatistics> entry : summary.calls().entrySet()) {
      CallStatistics calls = entry.getValue();
      table.add(
          Printable.of(entry.getKey().provider()),
          Printable.of(entry.getKey().function()),
          sign(calls, completeness) + number(calls.calls()),
          number(calls.nanos(50)),
          number(calls.nanos(99)),
          number(calls.maxNanos()),
          Printable.of(failures(calls.failures())));
    }
    List<String> lines = new ArrayList<>();
    lines.add(counted(summary.events(), "event", "events"));
    lines.addAll(table.lines());
    return lines;
  }

  /** What keeps a count from being exact. */
  private static String sign(CallStatistics calls, TraceCompleteness completeness) {
    if (completeness.lostBytes() > 0) {
      return ">=";
    }
    return calls.calls() == calls.recorded() ? "" : "~";
  }

  private static String failures(Map<String, Long> failures) {
    return failures.entrySet().stream()
        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** As in {@code 1 event} and {@code 12,345 events}. */
  private static String counted(long count, String one, String several) {
    return number(count) + " " + (count == 1 ? one : several);
  }

  private List<String> verdict(TraceResult result) {
    List<String> lines = new ArrayList<>();
    long count = result.violationCount();
    if (result.isNothing()) {
      return List.of("Nothing to judge: there is no call in it.");
    }
    lines.add(
        screen
            .style()
            .passed(
                count == 0,
                count == 0
                    ? "No rule is broken."
                    : counted(count, "violation", "violations") + " of the rules."));
    for (Rule rule : Rule.values()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s  %s%s",
              state(rule, result),
              rule.text(),
              rule.isRemark() ? " (a remark)" : ""));
    }
    for (Violation violation : result.violations()) {
      lines.add("  " + text(violation));
    }
    TraceCompleteness completeness = result.completeness();
    if (completeness.lostBytes() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s of events were lost: counts are lower bounds, and rules that need a"
                  + " handle's history are not judged.",
              counted(completeness.lostBytes(), "byte", "bytes")));
    }
    if (completeness.cutOff() != null) {
      lines.add("  Not all of the file was read: " + completeness.cutOff() + ".");
    }
    if (result.openAtEnd() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s open when the recording ended, which is no leak yet.",
              counted(result.openAtEnd(), "created handle was", "created handles were")));
    }
    if (completeness.gap() != null) {
      lines.add("  Rules that need a handle's history are not judged: " + completeness.gap() + ".");
    }
    if (completeness.lateEvents() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s out of order and not judged.",
              counted(completeness.lateEvents(), "event was", "events were")));
    }
    return lines;
  }

  /** Ten columns of words, and the same sign before each on a terminal. */
  private String state(Rule rule, TraceResult result) {
    long broken = result.counts().getOrDefault(rule, 0L);
    if (broken > 0) {
      return screen.style().passed(false, padded(counted(broken, "time", "times")));
    }
    return result.completeness().judges(rule)
        ? screen.style().passed(true, padded("ok"))
        : screen.style().undecided(padded("not judged"));
  }

  private static String padded(String state) {
    return String.format(Locale.ROOT, "%-10s", state);
  }

  private String text(Violation violation) {
    return Printable.of(
        String.format(
            Locale.ROOT,
            "%s  handle %d%s  %s%s",
            Timeline.time(violation.time(), zone),
            violation.handle(),
            tableNames.of(violation.table()),
            violation.text(),
            violation.provider() == null ? "" : " (" + violation.provider() + ")"));
  }

  @Override
  public void unreadable(String source, String reason) {
    // Standard error has it.
  }

  private void line(String text) throws IOException {
    for (String line : screen.wrapped(List.of(text))) {
      out.write(line);
      out.write(System.lineSeparator());
    }
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
