package dev.ifsbench.report;

import dev.ifsbench.track.GateFinding;
import dev.ifsbench.track.GateFinding.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a run may pass or not, in words. */
public final class GateReport {
  private final Figures figures;
  private final Remarks remarks;
  private final double maxRegression;
  private final double confidence;

  /**
   * Prepares reports.
   *
   * @param glyphs that the output can show
   * @param maxRegression what was allowed, a share
   * @param confidence of the intervals
   */
  public GateReport(Glyphs glyphs, double maxRegression, double confidence) {
    this.figures = new Figures(glyphs);
    this.remarks = new Remarks(figures);
    this.maxRegression = maxRegression;
    this.confidence = confidence;
  }

  /**
   * Lays out: a line for each finding, what stops the run first, and the sum.
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
    lines.add(
        String.format(
            Locale.ROOT,
            "Of %d: %d regressed, %d undecided, %d unusable, %d passed; %s%% intervals, false discovery rate %s%%.",
            findings.size(),
            count(findings, Outcome.REGRESSED),
            count(findings, Outcome.UNDECIDED),
            count(findings, Outcome.UNUSABLE),
            count(findings, Outcome.PASSED),
            Provenance.percent(confidence),
            Provenance.percent(1 - confidence)));
    return List.copyOf(lines);
  }

  private static long count(List<GateFinding> findings, Outcome outcome) {
    return findings.stream().filter(finding -> finding.outcome() == outcome).count();
  }

  private String line(GateFinding finding) {
    String outcome = finding.outcome().toString();
    if (finding.outcome() == Outcome.PASSED) {
      outcome = outcome.toLowerCase(Locale.ROOT);
    }
    return String.format(
        Locale.ROOT, "%-9s  %s: %s", outcome, Printable.of(finding.subject()), reason(finding));
  }

  private String reason(GateFinding finding) {
    if (finding.withoutRatio().isPresent()) {
      return Printable.of(finding.withoutRatio().get());
    }
    String change =
        String.format(Locale.ROOT, "%s %s", finding.statistic(), figures.change(finding.ratio()));
    String limit = (finding.higherIsBetter() ? "-" : "+") + Provenance.percent(maxRegression) + "%";
    String reason = judged(finding, change, limit);
    List<String> parts = new ArrayList<>(List.of(reason));
    parts.addAll(remarks.of(finding.statistic(), finding.otherRatio(), finding.skewed()));
    return String.join("; ", parts);
  }

  private static String judged(GateFinding finding, String change, String limit) {
    return switch (finding.outcome()) {
      case PASSED ->
          String.format(Locale.ROOT, "%s, all of it better than the limit of %s", change, limit);
      case REGRESSED ->
          String.format(Locale.ROOT, "%s, all of it worse than the limit of %s", change, limit);
      case UNDECIDED ->
          String.format(
              Locale.ROOT,
              "%s, not clear of the limit of %s: %s",
              change,
              limit,
              MoreForks.text(finding.moreForks()));
      case UNUSABLE -> Printable.of(finding.objection().orElse(""));
    };
  }
}
