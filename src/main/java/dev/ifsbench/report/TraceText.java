package dev.ifsbench.report;

import dev.ifsbench.trace.CallStatistics;
import dev.ifsbench.trace.Coverage;
import dev.ifsbench.trace.Rule;
import dev.ifsbench.trace.TraceSummary;
import dev.ifsbench.trace.Violation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a recording holds, for people: calls by provider, and how the rules were kept. */
public final class TraceText {
  private final ZoneId zone;

  /**
   * Makes one.
   *
   * @param zone of the times
   */
  public TraceText(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * The calls by provider.
   *
   * @param summary of a recording
   * @return lines
   */
  public List<String> summary(TraceSummary summary) {
    TextTable table = new TextTable();
    table.add("provider", "call", "calls", "p50 ns", "p99 ns", "max ns", "failures");
    for (Map.Entry<TraceSummary.Key, CallStatistics> entry : summary.calls().entrySet()) {
      CallStatistics calls = entry.getValue();
      table.add(
          entry.getKey().provider(),
          entry.getKey().function(),
          (calls.calls() == calls.recorded() ? "" : "~") + number(calls.calls()),
          number(calls.nanos(50)),
          number(calls.nanos(99)),
          number(calls.nanos(100)),
          failures(calls.failures()));
    }
    List<String> lines = new ArrayList<>();
    lines.add("%s events".formatted(number(summary.events())));
    lines.addAll(table.lines());
    return lines;
  }

  private static String failures(Map<String, Long> failures) {
    return failures.entrySet().stream()
        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /**
   * How the rules were kept.
   *
   * @param violations the violations, in the order of time
   * @param count how many there were, which can be more
   * @param coverage what could not be judged
   * @param late events that were out of order
   * @return lines
   */
  public List<String> verdict(
      List<Violation> violations, long count, Coverage coverage, long late) {
    List<String> lines = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      long broken = violations.stream().filter(violation -> violation.rule() == rule).count();
      lines.add(
          "  %-9s  %s".formatted(broken == 0 ? "ok" : number(broken) + " times", rule.text()));
    }
    lines.add(0, count == 0 ? "No rule is broken." : number(count) + " violations of the rules.");
    for (Violation violation : violations) {
      lines.add(
          "  %s  handle %d  %s%s"
              .formatted(
                  Timeline.time(violation.time(), zone),
                  violation.handle(),
                  violation.text(),
                  violation.provider() == null ? "" : " (" + violation.provider() + ")"));
    }
    if (!coverage.isComplete()) {
      lines.add("  Rules that need a handle's history are not judged: " + coverage.gap() + ".");
    }
    if (late > 0) {
      lines.add("  %s events were out of order and not judged.".formatted(number(late)));
    }
    return lines;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
