package dev.ifsbench.track.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The false discovery rate of many tests at once (Benjamini and Hochberg 1995): of all that is
 * found at an adjusted p-value up to 5%, on average at most 5% is not there.
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Adjusts p-values so that a threshold on them bounds the false discovery rate.
   *
   * @param pValues each from 0 to 1
   * @return in the same order, each at least as large and at most 1
   */
  public static double[] adjust(double[] pValues) {
    int[] descending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double smallest = 1;
    for (int i = 0; i < descending.length; i++) {
      int rank = descending.length - i;
      smallest = Math.min(smallest, pValues[descending[i]] * descending.length / rank);
      adjusted[descending[i]] = smallest;
    }
    return adjusted;
  }
}
