package dev.ifsbench.track.compare;

import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.series.IterationTimes;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/**
 * The result of one group of benchmarks that share forks.
 *
 * @param name as people read it
 * @param score in JMH's unit of the benchmark, with its interval; of two sides, their ratio
 * @param unit JMH's, such as {@code ns/op}, or {@value #RATIO}
 * @param rounds how many forks it is made of
 */
public record TrackSummary(String name, Interval score, String unit, int rounds) {
  private static final String RATIO = "ratio";

  /**
   * Summarises the forks of one group.
   *
   * @param group what was measured
   * @param forks at least one
   * @param estimator for the interval; of sides, it pairs blocks
   */
  public static TrackSummary of(
      ForkGroup group, List<Map<BenchmarkId, RunResult>> forks, Estimator estimator) {
    List<double[][]> times =
        group.members().stream()
            .map(member -> IterationTimes.of(forks.stream().map(fork -> fork.get(member)).toList()))
            .toList();
    if (times.size() > 1) {
      Interval ratio = estimator.ratio(times.get(0), times.get(1)).interval();
      return new TrackSummary(group.toString(), ratio, RATIO, forks.size());
    }
    return new TrackSummary(
        group.toString(),
        estimator.level(times.get(0)),
        forks.get(0).get(group.members().get(0)).getPrimaryResult().getScoreUnit(),
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
