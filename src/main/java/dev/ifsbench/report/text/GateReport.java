package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Style;
import dev.ifsbench.track.compare.GateFinding;
import dev.ifsbench.track.compare.GateFinding.Outcome;
import dev.ifsbench.track.compare.RunConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a run may pass or not, in words. */
public final class GateReport {
  private final Screen screen;
  private final Figures figures;
  private final Remarks remarks;
  private final double maxRegression;
  private final double confidence;

  /**
   * Creates reports for a screen.
   *
   * @param screen that it is laid out for
   * @param maxRegression what was allowed, a share
   * @param confidence of the intervals
   */
  public GateReport(Screen screen, double maxRegression, double confidence) {
    this.screen = screen;
    this.figures = new Figures(screen.glyphs());
    this.remarks = new Remarks(figures);
    this.maxRegression = maxRegression;
    this.confidence = confidence;
  }

  /**
   * Returns a line for each finding, what stops the run first, and the sum.
   *
   * @param findings at least one
   */
  public List<String> lines(List<GateFinding> findings) {
    List<String> lines = new ArrayList<>();
    for (Outcome outcome :
        List.of(Outcome.REGRESSED, Outcome.UNUSABLE, Outcome.UNDECIDED, Outcome.PASSED)) {
      findings.stream()
          .filter(finding -> finding.outcome() == outcome)
          .forEach(finding -> lines.add(line(finding)));
    }
    lines.add(sum(findings));
    return screen.wrapped(lines);
  }

  private String sum(List<GateFinding> findings) {
    return String.format(
        Locale.ROOT,
        "Of %d: %d regressed, %d undecided, %d unusable, %d passed; %s%% intervals, false discovery rate %s%%.",
        findings.size(),
        count(findings, Outcome.REGRESSED),
        count(findings, Outcome.UNDECIDED),
        count(findings, Outcome.UNUSABLE),
        count(findings, Outcome.PASSED),
        Provenance.percent(confidence),
        Provenance.percent(1 - confidence));
  }

  /**
   * Returns the findings in a form that every format can write.
   *
   * @param before the run that was compared with
   * @param after the run that was judged
   * @param findings at least one
   * @param conditions of the two runs
   */
  public CheckReport report(
      String before, String after, List<GateFinding> findings, RunConditions conditions) {
    return new CheckReport(
        "gate",
        true,
        before,
        after,
        sum(findings),
        findings.stream().map(this::row).toList(),
        ConditionsText.lines(conditions));
  }

  private CheckRow row(GateFinding finding) {
    CheckRow.State state = state(finding);
    return new CheckRow(
        state,
        state == CheckRow.State.BETTER
            ? "improved"
            : finding.outcome().toString().toLowerCase(Locale.ROOT),
        finding.subject(),
        isMeasured(finding) ? change(finding) : "",
        clauses(finding));
  }

  /**
   * A benchmark that passes has improved if it moved by more than the limit in the other direction.
   */
  private CheckRow.State state(GateFinding finding) {
    return switch (finding.outcome()) {
      case REGRESSED -> CheckRow.State.WORSE;
      case UNUSABLE -> CheckRow.State.UNUSABLE;
      case UNDECIDED -> CheckRow.State.UNDECIDED;
      case PASSED ->
          (finding.higherIsBetter()
                  ? finding.ratio().isAbove(1 + maxRegression)
                  : finding.ratio().isBelow(1 - maxRegression))
              ? CheckRow.State.BETTER
              : CheckRow.State.SAME;
    };
  }

  private static long count(List<GateFinding> findings, Outcome outcome) {
    return findings.stream().filter(finding -> finding.outcome() == outcome).count();
  }

  private String line(GateFinding finding) {
    String outcome = finding.outcome().toString();
    if (finding.outcome() == Outcome.PASSED) {
      outcome = outcome.toLowerCase(Locale.ROOT);
    }
    String padded = String.format(Locale.ROOT, "%-9s", outcome);
    Style style = screen.style();
    String marked =
        switch (finding.outcome()) {
          case PASSED -> style.passed(true, padded);
          case REGRESSED -> style.passed(false, padded);
          case UNDECIDED, UNUSABLE -> style.undecided(padded);
        };
    return String.format(
        Locale.ROOT, "%s  %s: %s", marked, Printable.of(finding.subject()), reason(finding));
  }

  private String reason(GateFinding finding) {
    return isMeasured(finding) ? change(finding) + ", " + clauses(finding) : clauses(finding);
  }

  private static boolean isMeasured(GateFinding finding) {
    return finding.withoutRatio().isEmpty() && finding.outcome() != Outcome.UNUSABLE;
  }

  /** By how much it changed, as in {@code median +6.1% [+4.2%, +8.0%]}. */
  private String change(GateFinding finding) {
    return String.format(
        Locale.ROOT, "%s %s", finding.statistic(), figures.change(finding.ratio()));
  }

  private String clauses(GateFinding finding) {
    if (finding.withoutRatio().isPresent()) {
      return Printable.of(finding.withoutRatio().get());
    }
    List<String> parts = new ArrayList<>(List.of(judged(finding)));
    parts.addAll(
        remarks.of(finding.statistic(), finding.change().otherRatio(), finding.change().skewed()));
    return String.join("; ", parts);
  }

  private String judged(GateFinding finding) {
    String limit = (finding.higherIsBetter() ? "-" : "+") + Provenance.percent(maxRegression) + "%";
    return switch (finding.outcome()) {
      case PASSED -> String.format(Locale.ROOT, "all of it better than the limit of %s", limit);
      case REGRESSED -> String.format(Locale.ROOT, "all of it worse than the limit of %s", limit);
      case UNDECIDED ->
          String.format(
              Locale.ROOT,
              "not clear of the limit of %s: %s",
              limit,
              MoreForks.text(finding.moreForks()));
      case UNUSABLE -> Printable.of(finding.objection().orElse(""));
    };
  }
}
