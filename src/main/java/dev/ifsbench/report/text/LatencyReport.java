package dev.ifsbench.report.text;

import dev.ifsbench.bench.latency.LatencyHistograms;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.track.compare.LatencySummary;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.stats.Percentile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The percentiles of a latency run and what a reader must know to trust them. */
public final class LatencyReport {
  private final Screen screen;
  private final LatencyTable table;

  /**
   * Creates reports for a screen.
   *
   * @param screen that it is laid out for
   */
  public LatencyReport(Screen screen) {
    this.screen = screen;
    this.table = new LatencyTable(screen);
  }

  /**
   * Returns the table and notes.
   *
   * @param summaries in the order in which to show them
   * @param rate requests a second
   * @param rounds how many complete rounds they rest on
   * @param confidence of the intervals, above 0 and below 1
   * @param environment where and how it was measured
   * @param files that hold the results
   * @return lines that fit on the screen
   */
  public List<String> lines(
      List<LatencySummary> summaries,
      int rate,
      int rounds,
      double confidence,
      Environment environment,
      List<String> files) {
    List<String> lines = new ArrayList<>(table.lines(summaries, rate));
    lines.add("");
    lines.addAll(warnings(summaries));
    lines.add("Response: from the intended start to the end; a stall counts for all it delays.");
    lines.add("Service:  from the actual start to the end.");
    lines.addAll(statistics(rounds, confidence));
    lines.add(
        String.format(
            Locale.ROOT,
            "Recorded: HdrHistogram, %d ns to %d h, %d digits (a value is at most 0.1%% off).",
            LatencyHistograms.LOWEST_NANOS,
            Duration.ofNanos(LatencyHistograms.HIGHEST_NANOS).toHours(),
            LatencyHistograms.DIGITS));
    lines.add("Real:     " + environment.real() + ".");
    lines.addAll(Provenance.lines(environment, files));
    return screen.wrapped(lines);
  }

  /**
   * Lays out response times alone, in a row for each kind of handle and setting.
   *
   * @param summaries in the order in which to show them
   */
  public List<String> soFar(List<LatencySummary> summaries) {
    return table.soFar(summaries);
  }

  private static List<String> statistics(int rounds, double confidence) {
    if (rounds < 2) {
      return List.of("Rounds:   1, which gives no interval; allow more with --rounds.");
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "Rounds:   %d, each with one fork of every row in random order; in brackets the %s%% confidence interval.",
            rounds,
            Provenance.percent(confidence)),
        "Method:   a percentile is the geometric mean of the forks', max the largest of all forks;"
            + " ratios are paired by round;",
        "          Student's t over the forks, on logarithms.");
  }

  private static List<String> warnings(List<LatencySummary> summaries) {
    List<String> warnings = new ArrayList<>();
    for (LatencySummary summary : summaries) {
      summary
          .objection()
          .ifPresent(
              objection ->
                  warnings.add(
                      String.format(
                          Locale.ROOT,
                          "Warning:  nothing is shown of %s: %s.",
                          summary.benchmark(),
                          objection)));
    }
    long fewest =
        summaries.stream()
            .filter(summary -> summary.objection().isEmpty())
            .mapToLong(LatencySummary::fewest)
            .min()
            .orElse(Long.MAX_VALUE);
    Arrays.stream(Percentile.values())
        .filter(percentile -> fewest < percentile.leastSamples())
        .findFirst()
        .ifPresent(percentile -> warnings.add(tooFew(percentile, fewest)));
    return warnings;
  }

  private static String tooFew(Percentile percentile, long fewest) {
    return String.format(
        Locale.ROOT,
        "Warning:  %s needs %d requests a round, %d of them beyond it, but a round had %d; allow more with --duration.",
        percentile,
        percentile.leastSamples(),
        Percentile.LEAST_BEYOND,
        fewest);
  }
}
