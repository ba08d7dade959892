package dev.ifsbench.report;

import dev.ifsbench.track.RunComparison;
import dev.ifsbench.track.RunConditions;
import dev.ifsbench.track.SeriesComparison;
import dev.ifsbench.track.SeriesKey;
import dev.ifsbench.track.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two runs side by side, as text. */
public final class RunComparisonReport {
  private static final double LEAST_SHOWN = 0.001;

  private final Figures figures;

  /**
   * Prepares reports.
   *
   * @param glyphs that the output can show
   */
  public RunComparisonReport(Glyphs glyphs) {
    this.figures = new Figures(glyphs);
  }

  /**
   * Lays out.
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
      lines.add("Missing:  %s is only in the first".formatted(Printable.of(key.toString())));
    }
    for (SeriesKey key : comparison.onlyAfter()) {
      lines.add("Missing:  %s is only in the second".formatted(Printable.of(key.toString())));
    }
    lines.addAll(ConditionsText.lines(conditions));
    lines.addAll(method(comparison.settings()));
    return List.copyOf(lines);
  }

  private static List<String> method(RunComparison.Settings settings) {
    String confidence = Provenance.percent(settings.confidence());
    String counts =
        settings.paired()
            ? "Method:   a fork counts as the median of its pairs of blocks; hierarchical bootstrap over"
                + " forks and pairs, scaled to"
            : "Method:   a fork counts as its median iteration; hierarchical bootstrap over forks and"
                + " iterations, scaled to";
    return List.of(
        counts,
        "          %s t; in brackets the %s%% confidence interval; a ratio is that of geometric means; seed %d."
            .formatted(settings.paired() ? "Student's" : "Welch's", confidence, settings.seed()),
        "Verdict:  faster or slower where difference and ratio exclude equal, and q, the p-value"
            + " after Benjamini and",
        "          Hochberg, is at most %s%%; equal where the ratio's interval is within +-%s%%."
            .formatted(
                Provenance.percent(1 - settings.confidence()),
                Provenance.percent(settings.margin())));
  }

  private List<String> blocks(RunComparison comparison, Map<String, String> common) {
    TextTable table = new TextTable();
    table.add("", "statistic", "forks", "before", "after", "difference", "ratio", "q", "verdict");
    Map<Integer, String> titles = new HashMap<>();
    String above = "";
    int rows = 1;
    for (SeriesComparison row : comparison.rows()) {
      String title = title(row);
      if (!title.equals(above)) {
        titles.put(rows, title);
        above = title;
      }
      add(table, row, common, comparison.settings().margin());
      rows++;
    }
    return rows == 1 ? List.of() : TitledRows.of(table.lines(), titles);
  }

  private void add(
      TextTable table, SeriesComparison row, Map<String, String> common, double margin) {
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
        verdict(row, margin));
  }

  private static String title(SeriesComparison row) {
    String threads = row.key().threads() == 1 ? "" : ", %d threads".formatted(row.key().threads());
    return "%s, %s, %s%s"
        .formatted(
            Printable.of(row.key().benchmark()),
            row.key().mode().shortLabel(),
            Printable.of(row.unit().toString()),
            threads);
  }

  private static String probability(double p) {
    return p < LEAST_SHOWN ? "<" + LEAST_SHOWN : String.format(Locale.ROOT, "%.3f", p);
  }

  private static String verdict(SeriesComparison row, double margin) {
    if (row.withoutRatio().isPresent() && row.verdict() != Verdict.UNDECIDED) {
      return row.word() + ": " + Printable.of(row.withoutRatio().get());
    }
    if (row.verdict() == Verdict.EQUAL) {
      return "equal within +-%s%%".formatted(Provenance.percent(margin));
    }
    String verdict = row.word();
    return row.verdict() == Verdict.UNDECIDED ? verdict + ": " + advice(row) : verdict;
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
