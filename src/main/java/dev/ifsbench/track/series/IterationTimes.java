package dev.ifsbench.track.series;

import java.util.List;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** The iterations of forks that JMH ran. */
public final class IterationTimes {
  private IterationTimes() {}

  /**
   * Their scores in the unit of the benchmark: of average times, nanoseconds an operation.
   *
   * @param forks one a round
   * @return by round and iteration
   */
  public static double[][] of(List<RunResult> forks) {
    return forks.stream().map(IterationTimes::of).toArray(double[][]::new);
  }

  private static double[] of(RunResult fork) {
    return fork.getAggregatedResult().getIterationResults().stream()
        .map(IterationResult::getPrimaryResult)
        .mapToDouble(result -> result.getScore())
        .toArray();
  }
}
