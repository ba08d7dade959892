package dev.ifsbench.track.series;

import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.changepoint.ChangePoints;
import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.stats.Statistic;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The scores of one benchmark with one set of parameters, measured in one way in one environment,
 * run after run.
 *
 * @param series what was measured
 * @param unit of the scores
 * @param environmentDigest where, see {@link Circumstances}; what the run's manifest says where the
 *     run has not kept its environment
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
   * @param circumstances where it was made
   */
  public record Point(Manifest run, BenchmarkSeries measured, Circumstances circumstances) {
    /** The commit that was measured, and the run's name. */
    public String name() {
      return String.format(Locale.ROOT, "%s %s", run.project().commit(), run.id());
    }

    /**
     * The arithmetic mean over the forks, in the history's unit.
     *
     * @param statistic what a fork counts as
     */
    public double score(Statistic statistic) {
      return Arrays.stream(measured.ofForks(statistic)).average().orElseThrow();
    }
  }

  /**
   * Reads the scores of runs.
   *
   * @param store where the runs are kept
   * @param manifests of the runs, the oldest first
   * @param skipped takes what is said of runs that cannot be used
   * @return a history for each series, environment and {@link MeasurementSettings way of
   *     measuring}, in the order of their first runs
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
        RunResults results = RunResults.read(StoredRuns.files(new StoredRun(store, manifest)));
        String environment = results.circumstances().digest().orElse(manifest.environmentDigest());
        for (BenchmarkSeries series : results.series()) {
          if (series.key().percentile().isPresent()) {
            continue;
          }
          if (series.flaw().isPresent()) {
            skipped.add(
                String.format(
                    Locale.ROOT, "%s of %s: %s", series.key(), manifest.id(), series.flaw().get()));
            continue;
          }
          histories
              .computeIfAbsent(
                  environment + series.key() + series.unit() + series.settings(),
                  none ->
                      new SeriesHistory(
                          series.key(), series.unit(), environment, new ArrayList<>()))
              .points
              .add(new Point(manifest, series, results.circumstances()));
        }
      } catch (UnusableRunException e) {
        skipped.add(e.getMessage());
      }
    }
    return List.copyOf(histories.values());
  }

  /**
   * What else than the commit may be the cause of a change between two points: what changed of the
   * environment without making it another.
   *
   * @param before index of the last point at the old level
   * @param after index of the first point at the new level
   * @return clauses as of {@link Circumstances#explanations}
   */
  public List<String> explanations(int before, int after) {
    return Circumstances.explanations(
        points.get(before).circumstances(), points.get(after).circumstances());
  }

  /**
   * Where the level moved, by {@link ChangePoints}; their indexes are those of the points.
   *
   * @param statistic what a fork counts as
   */
  public List<ChangePoint> changes(Statistic statistic) {
    return new ChangePoints(SEED)
        .in(points.stream().mapToDouble(point -> point.score(statistic)).toArray());
  }
}
