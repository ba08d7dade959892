package dev.ifsbench.report.html;

import java.util.List;

/**
 * All that one report shows.
 *
 * @param runs with numbers
 * @param recordings of handle calls
 * @param histories of benchmarks over many runs
 */
public record ReportContent(
    List<ReportedRun> runs, List<RecordedCalls> recordings, List<Trend> histories) {
  /** Makes the lists immutable. */
  public ReportContent {
    runs = List.copyOf(runs);
    recordings = List.copyOf(recordings);
    histories = List.copyOf(histories);
  }
}
