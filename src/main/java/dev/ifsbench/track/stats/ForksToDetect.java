package dev.ifsbench.track.stats;

import java.util.OptionalInt;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How many forks of each side a comparison needs to find a change of a given size, so that the
 * interval excludes that there is none. Takes the trimming of {@link Moments} into account.
 *
 * @param confidence of the interval, above 0 and below 1
 * @param power how probable it is that the change is found, above 0 and below 1
 */
public record ForksToDetect(double confidence, double power) {
  private static final int ONE_IN = 10;
  private static final int MOST = 100_000;

  /**
   * Counts the forks of two sides that are paired.
   *
   * @param before by fork and iteration, all positive
   * @param after by fork and iteration, all positive
   * @param distance logarithm of the change, above 0
   * @param pairing of the two
   * @return at least {@link ForksNeeded#LEAST}; nothing if it cannot be told, or more than 100,000
   *     are needed
   */
  public OptionalInt ofPairs(
      double[][] before, double[][] after, double distance, Pairing pairing) {
    double variance = Estimator.ofMedians(pairing, confidence).variance(before, after);
    return of(variance, distance, 1);
  }

  /**
   * Counts the forks of a run that is to be compared with another like it.
   *
   * @param forks by fork and iteration, all positive
   * @param distance logarithm of the change, above 0
   * @return at least {@link ForksNeeded#LEAST}; nothing if it cannot be told, or more than 100,000
   *     are needed
   */
  public OptionalInt ofRuns(double[][] forks, double distance) {
    double variance = Estimator.ofMedians(Pairing.NONE, confidence).variance(forks);
    return of(2 * variance, distance, 2);
  }

  private OptionalInt of(double variance, double distance, int samples) {
    if (Double.isNaN(variance) || !suffices(MOST, variance, distance, samples)) {
      return OptionalInt.empty();
    }
    int tooFew = ForksNeeded.LEAST - 1;
    int enough = MOST;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) >>> 1;
      if (suffices(middle, variance, distance, samples)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  private boolean suffices(int forks, double variance, double distance, int samples) {
    int count = forks - 2 * (forks / ONE_IN);
    double student =
        new TDistribution(null, (double) samples * (count - 1))
            .inverseCumulativeProbability((1 + confidence) / 2);
    double normal = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(power);
    return (student + normal) * Math.sqrt(variance / count) <= distance;
  }
}
