package dev.ifsbench.track.series;

import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Statistic;
import dev.ifsbench.track.store.Manifest;
import java.util.List;

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
  /** The score of one run. */
  public static final class Point {
    private final Manifest run;
    private final RunScores scores;
    private final int number;

    /**
     * Takes the score of a run.
     *
     * @param run what it is
     * @param scores all of the run
     * @param number of the series among these
     */
    Point(Manifest run, RunScores scores, int number) {
      this.run = run;
      this.scores = scores;
      this.number = number;
    }

    /** What it is. */
    public Manifest run() {
      return run;
    }

    /** The commit that was measured, and the run's name. */
    public String name() {
      return run.project().commit() + " " + run.id();
    }

    /**
     * The arithmetic mean over the forks, in the history's unit.
     *
     * @param statistic what a fork counts as
     */
    public double score(Statistic statistic) {
      return scores.score(number, statistic);
    }

    /** The mean over the forks' medians, in the history's unit, with its interval at 95%. */
    public Interval level() {
      return scores.level(number);
    }
  }

  /**
   * What other than the commit may have caused a change between two points: what changed in the
   * environment without making it a different one.
   *
   * @param before index of the last point at the old level
   * @param after index of the first point at the new level
   * @return clauses as of {@link Circumstances#explanations}
   */
  public List<String> explanations(int before, int after) {
    return Circumstances.explanations(
        points.get(before).scores.shape().circumstances(),
        points.get(after).scores.shape().circumstances());
  }
}
