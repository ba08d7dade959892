package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.compare.RunComparison;
import dev.ifsbench.track.compare.RunConditions;
import dev.ifsbench.track.compare.SeriesComparison;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two runs side by side, as text. */
public final class RunComparisonReport {
  private static final double LEAST_SHOWN = 0.001;

  private final Screen screen;
  private final Figures figures;
  private final Remarks remarks;

  /**
   * Creates reports for a screen.
   *
   * @param screen that it is laid out for
   */
  public RunComparisonReport(Screen screen) {
    this.screen = screen;
    this.figures = new Figures(screen.glyphs());
    this.remarks = new Remarks(figures);
  }

  /**
   * Returns the table and notes.
   *
   * @param comparison what was found
   * @param conditions of the two runs
   */
  public List<String> lines(RunComparison comparison, RunConditions conditions) {
    List<String> lines = new ArrayList<>();
    Map<String, String> common = commonParams(comparison.rows());
    lines.addAll(blocks(comparison, common));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    if (!common.isEmpty()) {
      lines.add("Common:   " + params(common));
    }
    lines.add("Before:   " + Printable.of(comparison.before()));
    lines.add("After:    " + Printable.of(comparison.after()));
    for (SeriesKey key : comparison.onlyBefore()) {
      lines.add(
          String.format(
              Locale.ROOT, "Missing:  %s is only in the first", Printable.of(key.toString())));
    }
    for (SeriesKey key : comparison.onlyAfter()) {
      lines.add(
          String.format(
              Locale.ROOT, "Missing:  %s is only in the second", Printable.of(key.toString())));
    }
    lines.addAll(ConditionsText.lines(conditions));
    lines.addAll(method(comparison.method()));
    return screen.wrapped(lines);
  }

  /**
   * Returns the comparison in a form that every format can write.
   *
   * @param comparison what was found
   * @param conditions of the two runs
   */
  public CheckReport report(RunComparison comparison, RunConditions conditions) {
    List<CheckRow> rows = new ArrayList<>();
    comparison.rows().forEach(row -> rows.add(row(row, comparison.method())));
    comparison.onlyBefore().forEach(key -> rows.add(missing(key, "it is only in the first")));
    comparison.onlyAfter().forEach(key -> rows.add(missing(key, "it is only in the second")));
    return new CheckReport(
        "compare",
        false,
        comparison.before(),
        comparison.after(),
        sum(rows),
        rows,
        ConditionsText.lines(conditions));
  }

  private CheckRow row(SeriesComparison row, ComparisonMethod method) {
    CheckRow.State state =
        switch (row.verdict()) {
          case SLOWER -> CheckRow.State.WORSE;
          case FASTER -> CheckRow.State.BETTER;
          case EQUAL -> CheckRow.State.SAME;
          case UNDECIDED -> CheckRow.State.UNDECIDED;
        };
    boolean isMeasured = !Double.isNaN(row.ratio().estimate());
    return new CheckRow(
        state,
        row.word(),
        row.key().toString(),
        isMeasured ? figures.change(row.ratio()) : "",
        verdict(row, method));
  }

  private static CheckRow missing(SeriesKey key, String reason) {
    return new CheckRow(CheckRow.State.UNUSABLE, "missing", key.toString(), "", reason);
  }

  private static String sum(List<CheckRow> rows) {
    Map<String, Integer> words = new LinkedHashMap<>();
    rows.forEach(row -> words.merge(row.word(), 1, Integer::sum));
    return words.entrySet().stream()
        .map(word -> String.format(Locale.ROOT, "%d %s", word.getValue(), word.getKey()))
        .collect(Collectors.joining(", ", String.format(Locale.ROOT, "Of %d: ", rows.size()), "."));
  }

  private List<String> method(ComparisonMethod method) {
    Estimator estimator = method.estimator();
    boolean ofBlocks = estimator.pairing() == Pairing.BLOCKS;
    String fork =
        ofBlocks
            ? String.format(Locale.ROOT, "the %s of its pairs of blocks", estimator.statistic())
            : String.format(Locale.ROOT, "the %s of its iterations", estimator.statistic());
    return List.of(
        String.format(
            Locale.ROOT,
            "Method:   a fork counts as %s; %s t over the forks;",
            fork,
            ofBlocks ? "Student's" : "Welch's"),
        String.format(
            Locale.ROOT,
            "          in brackets the %s%% confidence interval; a ratio is that of geometric means.",
            Provenance.percent(estimator.confidence())),
        "Verdict:  faster or slower where difference and ratio exclude equal, and q, the p-value"
            + " after Benjamini and",
        String.format(
            Locale.ROOT,
            "          Hochberg, is at most %s%%; equal where the ratio's whole interval is %s.",
            Provenance.percent(1 - estimator.confidence()),
            new Verdicts(screen.glyphs(), method.margin()).within()));
  }

  private List<String> blocks(RunComparison comparison, Map<String, String> common) {
    TextTable table = new TextTable(screen);
    table.foldBefore(5);
    table.add("", "statistic", "forks", "before", "after", "difference", "ratio", "q", "verdict");
    String above = "";
    for (SeriesComparison row : comparison.rows()) {
      String title = title(row);
      if (!title.equals(above)) {
        table.title(title);
        above = title;
      }
      add(table, row, common, comparison.method());
    }
    return comparison.rows().isEmpty() ? List.of() : table.lines();
  }

  private void add(
      TextTable table, SeriesComparison row, Map<String, String> common, ComparisonMethod method) {
    Map<String, String> own = new LinkedHashMap<>(row.key().params());
    own.keySet().removeAll(common.keySet());
    table.add(
        params(own),
        Printable.of(row.key().statistic()),
        row.forksBefore() + ", " + row.forksAfter(),
        figures.score(row.before()),
        figures.score(row.after()),
        figures.difference(row.difference(), row.before()),
        figures.ratio(row.ratio()),
        row.ratio().isKnown() ? probability(row.adjustedPValue()) : "-",
        screen.style().verdict(row.verdict(), verdict(row, method)));
  }

  private static String title(SeriesComparison row) {
    String threads =
        row.key().threads() == 1
            ? ""
            : String.format(Locale.ROOT, ", %d threads", row.key().threads());
    return String.format(
        Locale.ROOT,
        "%s, %s, %s%s",
        Printable.of(row.key().benchmark()),
        row.key().mode().shortLabel(),
        Printable.of(row.unit().toString()),
        threads);
  }

  private static String probability(double p) {
    return p < LEAST_SHOWN ? "<" + LEAST_SHOWN : String.format(Locale.ROOT, "%.3f", p);
  }

  private String verdict(SeriesComparison row, ComparisonMethod method) {
    if (row.withoutRatio().isPresent() && row.verdict() != Verdict.UNDECIDED) {
      return row.word() + ": " + Printable.of(row.withoutRatio().get());
    }
    List<String> parts = new ArrayList<>();
    String verdict =
        row.verdict() == Verdict.EQUAL
            ? new Verdicts(screen.glyphs(), method.margin()).text(row.verdict())
            : row.word();
    parts.add(row.verdict() == Verdict.UNDECIDED ? verdict + ": " + advice(row) : verdict);
    parts.addAll(
        remarks.of(
            method.estimator().statistic(), row.change().otherRatio(), row.change().skewed()));
    return String.join("; ", parts);
  }

  private static String advice(SeriesComparison row) {
    Optional<String> objection = row.objection().map(Printable::of);
    if (objection.isPresent()) {
      return objection.get();
    }
    if (Double.isNaN(row.ratio().estimate())) {
      return "a score is zero or negative";
    }
    return MoreForks.text(row.moreForks());
  }

  /** The parameters that have the same value in every row, if there is more than one row. */
  private static Map<String, String> commonParams(List<SeriesComparison> rows) {
    Map<String, String> common = new LinkedHashMap<>();
    if (rows.size() > 1) {
      common.putAll(rows.get(0).key().params());
      rows.forEach(row -> common.entrySet().retainAll(row.key().params().entrySet()));
    }
    return common;
  }

  private static String params(Map<String, String> params) {
    return params.entrySet().stream()
        .map(entry -> Printable.of(entry.getKey() + "=" + entry.getValue()))
        .collect(Collectors.joining(" "));
  }
}
