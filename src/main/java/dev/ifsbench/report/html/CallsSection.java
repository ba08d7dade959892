package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.CallLanes;
import dev.ifsbench.report.html.chart.Figure;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.text.HandleChange;
import dev.ifsbench.report.text.TableNames;
import dev.ifsbench.report.text.Timeline;
import dev.ifsbench.trace.check.CallStatistics;
import dev.ifsbench.trace.check.TraceSummary;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/** What a recording holds: which handle was called when and how, and whether rules were broken. */
final class CallsSection {
  private static final int LISTED_VIOLATIONS = 20;

  private final Cards cards;
  private final HandleChange change;

  CallsSection(Glyphs glyphs, Cards cards) {
    this.cards = cards;
    this.change = new HandleChange(glyphs);
  }

  /**
   * Appends a card.
   *
   * @param section what it is put into
   * @param recording the calls
   */
  void addTo(Element section, RecordedCalls recording) {
    Element card = cards.add(section, recording.name(), Map.of());
    addVerdict(card, recording);
    addSteps(card, recording);
    addSummary(card, recording);
  }

  private static void addVerdict(Element card, RecordedCalls recording) {
    long broken = recording.violationCount();
    card.appendElement("p")
        .addClass(broken == 0 ? "note" : "warning")
        .text(
            broken == 0
                ? "No rule of the API is broken."
                : String.format(
                    Locale.ROOT, "\u26a0 Rules of the API are broken %d times.", broken));
    if (recording.coverage().gap() != null) {
      card.appendElement("p")
          .addClass("warning")
          .text(
              String.format(
                  Locale.ROOT,
                  "Rules that need a handle's history are not judged: %s.",
                  recording.coverage().gap()));
    }
    if (recording.coverage().lostBytes() > 0) {
      card.appendElement("p")
          .addClass("warning")
          .text(
              String.format(
                  Locale.ROOT,
                  "%d bytes of events were lost: counts are lower bounds, and rules that need a handle's history are not judged.",
                  recording.coverage().lostBytes()));
    }
    if (recording.coverage().cutOff() != null) {
      card.appendElement("p")
          .addClass("warning")
          .text(
              String.format(
                  Locale.ROOT, "Not all of the file was read: %s.", recording.coverage().cutOff()));
    }
    TableNames tables = new TableNames(recording.summary().tables());
    Element list = broken == 0 ? null : card.appendElement("ul");
    for (Violation violation :
        recording.violations().stream()
            .filter(each -> !each.rule().isRemark())
            .limit(LISTED_VIOLATIONS)
            .toList()) {
      list.appendElement("li")
          .text(
              String.format(
                  Locale.ROOT,
                  "handle %d%s: %s",
                  violation.handle(),
                  tables.of(violation.table()),
                  violation.text()));
    }
  }

  private void addSteps(Element card, RecordedCalls recording) {
    List<RecordedCalls.Step> steps = recording.steps();
    if (steps.isEmpty()) {
      return;
    }
    TableNames tables = new TableNames(recording.summary().tables());
    List<CallLanes.Call> calls = new ArrayList<>();
    for (RecordedCalls.Step step : steps) {
      TraceEvent event = step.first();
      calls.add(
          new CallLanes.Call(
              lane(event, tables),
              Timeline.function(event),
              event.kind(),
              text(step, tables),
              !event.succeeded()));
    }
    int first = recording.leftOut() == 0 ? steps.size() : steps.size() / 2;
    String gap =
        recording.leftOut() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " %,d steps between the first %d and the last %d are left out.",
                recording.leftOut(),
                first,
                steps.size() - first);
    Figure figure =
        new Figure(
            card,
            "Calls by handle, in the order of time (not to scale)." + gap,
            "The table lists the calls.");
    CallLanes.addTo(figure, calls, first);
    Element details = card.appendElement("details");
    details.appendElement("summary").text("The calls one by one");
    HtmlTable table =
        new HtmlTable(
            details,
            "Calls in the order of time, " + recording.name(),
            "time (UTC)",
            "call",
            "calls",
            "provider",
            "handle [catalog entry]",
            "duration, ns",
            "error");
    for (RecordedCalls.Step step : steps) {
      addStep(table, step, tables);
    }
  }

  private void addStep(HtmlTable table, RecordedCalls.Step step, TableNames tables) {
    TraceEvent event = step.first();
    table
        .row(Timeline.time(event.start(), ZoneOffset.UTC))
        .text(Timeline.function(event))
        .count(step.calls())
        .text(event.provider() == null ? "" : event.provider())
        .text(change.of(event) + tables.of(event));
    if (event.nanos() > 0) {
      table.count(event.nanos());
    } else {
      table.text("");
    }
    table.text(error(event));
  }

  private static String error(TraceEvent event) {
    return event.succeeded()
        ? ""
        : String.format(Locale.ROOT, "%s (%d)", event.errorName(), event.error());
  }

  private String text(RecordedCalls.Step step, TableNames tables) {
    TraceEvent event = step.first();
    String times =
        step.calls() == 1
            ? ""
            : String.format(Locale.ROOT, " \u00d7%s", HtmlTable.grouped(step.calls()));
    String provider = event.provider() == null ? "" : ", " + event.provider();
    String failure = event.succeeded() ? "" : ", failed: " + error(event);
    String handle = change.of(event) + tables.of(event);
    return Timeline.function(event) + times + provider + ", " + handle + failure;
  }

  private static String lane(TraceEvent event, TableNames tables) {
    return event.kind() == CallKind.STARTUP || event.handle() < 0
        ? "no handle"
        : "handle " + event.handle() + tables.of(event);
  }

  private static void addSummary(Element card, RecordedCalls recording) {
    Element details = card.appendElement("details");
    details
        .appendElement("summary")
        .text("How often each provider was called, and how long it took");
    HtmlTable table =
        new HtmlTable(
            details,
            "Calls by provider, " + recording.name(),
            "provider",
            "call",
            "calls",
            "p50, ns",
            "p99, ns",
            "max, ns",
            "failed");
    for (Map.Entry<TraceSummary.Key, CallStatistics> entry :
        recording.summary().calls().entrySet()) {
      CallStatistics calls = entry.getValue();
      table
          .row(entry.getKey().provider())
          .text(entry.getKey().function())
          .count(calls.calls())
          .count(calls.nanos(50))
          .count(calls.nanos(99))
          .count(calls.maxNanos())
          .count(calls.failed());
    }
  }
}
