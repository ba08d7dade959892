package dev.ifsbench.track;

import java.util.List;
import org.openjdk.jmh.results.RunResult;

/**
 * What the rounds show for one benchmark.
 *
 * @param name as people read it
 * @param score in JMH's unit of the benchmark, with its interval
 * @param unit JMH's, such as {@code ns/op}
 * @param rounds how many forks it is made of
 */
public record TrackSummary(String name, Interval score, String unit, int rounds) {
  /**
   * Summarises a benchmark.
   *
   * @param name as people read it
   * @param forks at least one
   * @param bootstrap for the interval
   */
  public static TrackSummary of(
      String name, List<RunResult> forks, HierarchicalBootstrap bootstrap) {
    return new TrackSummary(
        name,
        bootstrap.mean(IterationTimes.of(forks)),
        forks.get(0).getPrimaryResult().getScoreUnit(),
        forks.size());
  }

  /**
   * Half the width of the interval, relative to the estimate.
   *
   * @return NaN if there is no interval
   */
  public double relativeHalfWidth() {
    double halfWidth = (score.high() - score.low()) / 2;
    return halfWidth == 0 ? 0 : halfWidth / Math.abs(score.estimate());
  }

  /**
   * Whether the interval is narrow enough.
   *
   * @param precision the largest relative half-width
   * @return false also when there is no interval
   */
  public boolean isWithin(double precision) {
    return relativeHalfWidth() <= precision;
  }
}
