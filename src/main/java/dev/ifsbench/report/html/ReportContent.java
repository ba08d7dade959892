package dev.ifsbench.report.html;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * All that one report shows.
 *
 * @param runs with numbers
 * @param recordings of handle calls
 * @param histories of benchmarks over many runs
 * @param repository address of the repository's page, under which {@code /commit/} and a hash is a
 *     commit's; nothing if it is not known
 */
public record ReportContent(
    List<ReportedRun> runs,
    List<RecordedCalls> recordings,
    List<Trend> histories,
    Optional<URI> repository) {
  /** Makes the lists immutable. */
  public ReportContent {
    runs = List.copyOf(runs);
    recordings = List.copyOf(recordings);
    histories = List.copyOf(histories);
  }

  /**
   * What is shown of a repository whose address is not known.
   *
   * @param runs with numbers
   * @param recordings of handle calls
   * @param histories of benchmarks over many runs
   */
  public ReportContent(
      List<ReportedRun> runs, List<RecordedCalls> recordings, List<Trend> histories) {
    this(runs, recordings, histories, Optional.empty());
  }

  /**
   * The same with links to commits.
   *
   * @param address of the repository's page, {@code https} or {@code http}
   */
  public ReportContent linkedTo(Optional<URI> address) {
    return new ReportContent(runs, recordings, histories, address);
  }
}
