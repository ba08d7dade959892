package dev.ifsbench.track.compare;

import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.series.IterationTimes;
import dev.ifsbench.track.stats.ForksToDetect;
import dev.ifsbench.track.stats.Pairing;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.openjdk.jmh.results.RunResult;

/**
 * How many rounds it takes to find a change of a given size, estimated from the scatter of the
 * rounds so far. Sides that take turns are compared with each other; a benchmark apart with another
 * run of as many rounds.
 *
 * @param change relative, above 0 and below 1
 * @param confidence of the comparison, above 0 and below 1
 */
public record Detection(double change, double confidence) {
  /** How probable it is that the change is found. */
  public static final double POWER = 0.9;

  /** Rounds that are needed to estimate the scatter. */
  public static final int PILOT = 5;

  /**
   * Counts the rounds that the worst of several benchmarks needs.
   *
   * @param measurements of at least {@link #PILOT} rounds
   * @return at least {@link #PILOT}; nothing if no number of rounds that could be run would do
   */
  public OptionalInt rounds(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    int most = PILOT;
    for (ForkGroup group : measurements.combinations()) {
      OptionalInt needed = rounds(group, measurements.forks(group));
      if (needed.isEmpty()) {
        return needed;
      }
      most = Math.max(most, needed.getAsInt());
    }
    return OptionalInt.of(most);
  }

  private OptionalInt rounds(ForkGroup group, List<Map<BenchmarkId, RunResult>> forks) {
    List<double[][]> values =
        group.members().stream()
            .map(member -> IterationTimes.of(forks.stream().map(fork -> fork.get(member)).toList()))
            .toList();
    ForksToDetect needed = new ForksToDetect(confidence, POWER);
    double distance = Math.log1p(change);
    return values.size() > 1
        ? needed.ofPairs(values.get(0), values.get(1), distance, Pairing.BLOCKS)
        : needed.ofRuns(values.get(0), distance);
  }
}
