package dev.ifsbench.track;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of one benchmark with one set of parameters in one environment, run after run.
 *
 * @param series what was measured
 * @param environmentDigest where
 * @param runs names of the runs and their commits, the oldest first
 * @param scores of these, in the series' unit
 */
public record SeriesHistory(
    SeriesKey series, String environmentDigest, List<String> runs, List<Double> scores) {
  /**
   * Reads the scores of runs.
   *
   * @param store where the runs are kept
   * @param manifests of the runs, the oldest first
   * @param skipped takes what is said of runs that cannot be used
   * @return a history for each series and environment, in the order of their first runs
   */
  public static List<SeriesHistory> of(
      ResultStore store, List<Manifest> manifests, List<String> skipped) {
    Map<String, SeriesHistory> histories = new LinkedHashMap<>();
    for (Manifest manifest : manifests) {
      if (manifest.status() != RunStatus.COMPLETE
          || manifest.isTraced()
          || manifest.file(RunFolder.JMH_RESULT).isEmpty()) {
        continue;
      }
      try {
        for (BenchmarkSeries series :
            RunResults.read(StoredRuns.files(new StoredRun(store, manifest))).series()) {
          if (series.flaw().isEmpty() && series.key().percentile().isEmpty()) {
            histories
                .computeIfAbsent(
                    manifest.environmentDigest() + series.key() + series.unit(),
                    none ->
                        new SeriesHistory(
                            series.key(),
                            manifest.environmentDigest(),
                            new ArrayList<>(),
                            new ArrayList<>()))
                .add(manifest, series);
          }
        }
      } catch (UnusableRunException e) {
        skipped.add(e.getMessage());
      }
    }
    return List.copyOf(histories.values());
  }

  private void add(Manifest manifest, BenchmarkSeries series) {
    runs.add("%s %s".formatted(manifest.project().commit(), manifest.id()));
    double[] medians = series.forkMedians();
    double sum = 0;
    for (double median : medians) {
      sum += median;
    }
    scores.add(sum / medians.length);
  }

  /** The scores as the change points' search wants them. */
  public double[] values() {
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
