package dev.ifsbench.report.export;

import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.List;

/** The formats of other tools that runs can be written in. */
public enum ExportFormat {
  /** Apache Otava's CSV: a line for each run, the oldest first. */
  OTAVA_CSV("otava-csv"),
  /** The array of {@code customSmallerIsBetter}, of one run. */
  GITHUB_ACTION_BENCHMARK("github-action-benchmark"),
  /** Bencher Metric Format, of one run. */
  BENCHER("bencher"),
  /** OpenMetrics' text, version 1.0. */
  OPENMETRICS("openmetrics"),
  /** Go's benchmark format, with a line for each fork. */
  BENCHSTAT("benchstat");

  private final String label;

  ExportFormat(String label) {
    this.label = label;
  }

  /**
   * Writes runs in this format.
   *
   * @param runs at least one
   * @param options what to write, and whom to tell what is left out
   * @return the whole text
   * @throws UnusableRunException if the format has no room for these runs
   */
  public String write(List<RunResults> runs, ExportOptions options) throws UnusableRunException {
    Export export =
        switch (this) {
          case OTAVA_CSV -> new OtavaCsv();
          case GITHUB_ACTION_BENCHMARK -> new GithubActionBenchmark();
          case BENCHER -> new BencherMetricFormat();
          case OPENMETRICS -> new OpenMetricsText();
          case BENCHSTAT -> new BenchstatText();
        };
    return export.of(runs, options);
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return label;
  }
}
