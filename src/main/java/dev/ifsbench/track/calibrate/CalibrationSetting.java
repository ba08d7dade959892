package dev.ifsbench.track.calibrate;

import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.stats.ForksNeeded;

/**
 * How a kind of handle is compared with itself. Only trials of the same setting belong together.
 *
 * @param paired whether both sides take turns in the same forks
 * @param transport what carries the data, as the benchmark's parameter names it
 * @param confidence of the intervals that decide, above 0 and below 1
 * @param effect how much slower one side is made, as a share; 0 for not at all
 * @param rounds how many a verdict rests on, at least {@link ForksNeeded#LEAST}
 * @param build the commit that the program was built from, marked if the tree had changes
 */
public record CalibrationSetting(
    boolean paired, String transport, double confidence, double effect, int rounds, String build) {
  /** The name of a way to run. */
  public static String way(boolean paired) {
    return paired ? "paired" : "apart";
  }

  /** A build's commit, marked unless its tree was clean. */
  public static String build(BuildInfo info) {
    return info.tree().equals("clean") ? info.commit() : info.commit() + "+" + info.tree();
  }

  /** The name of its way to run. */
  public String way() {
    return way(paired);
  }
}
