package dev.ifsbench.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of one benchmark with one set of parameters in one environment, run after run.
 *
 * @param series what was measured
 * @param unit of the scores
 * @param environmentDigest where
 * @param points the oldest run first
 */
public record SeriesHistory(
    SeriesKey series, ScoreUnit unit, String environmentDigest, List<Point> points) {
  /** The same runs give the same changes. */
  private static final long SEED = 1;

  /**
   * One run.
   *
   * @param run what it is
   * @param measured its numbers, without a flaw
   */
  public record Point(Manifest run, BenchmarkSeries measured) {
    /** The commit that was measured, and the run's name. */
    public String name() {
      return "%s %s".formatted(run.project().commit(), run.id());
    }

    /** The mean over the forks, in the history's unit. */
    public double score() {
      return Arrays.stream(measured.ofForks(Statistic.MEDIAN)).average().orElseThrow();
    }
  }

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
                            series.unit(),
                            manifest.environmentDigest(),
                            new ArrayList<>()))
                .points
                .add(new Point(manifest, series));
          }
        }
      } catch (UnusableRunException e) {
        skipped.add(e.getMessage());
      }
    }
    return List.copyOf(histories.values());
  }

  /** Where the level moved, by {@link ChangePoints}; their indexes are those of the points. */
  public List<ChangePoint> changes() {
    return new ChangePoints(SEED).in(points.stream().mapToDouble(Point::score).toArray());
  }
}
