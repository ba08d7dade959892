package dev.ifsbench.track.changepoint;

/**
 * Where a sequence falls into the two parts that are the least alike.
 *
 * <p>The statistic is Matteson and James's, with exponent 1: of parts with n and m values, nm/(n+m)
 * times twice the mean distance between values of different parts, less the mean distances within
 * each part.
 *
 * @param index of the first value of the second part
 * @param statistic at this index, the largest there is
 */
record EnergySplit(int index, double statistic) {

  /**
   * Finds the best split.
   *
   * @param values at least twice {@code leastSide} of them
   * @param leastSide the fewest values in a part, at least 2
   */
  static EnergySplit best(double[] values, int leastSide) {
    int count = values.length;
    // Moving a value from the second part to the first changes the sums by its own distances only.
    double between = 0;
    double within = 0;
    double rest = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        rest += Math.abs(values[i] - values[j]);
      }
    }
    EnergySplit best = null;
    for (int n = 1; n <= count - leastSide; n++) {
      double moved = values[n - 1];
      double toFirst = 0;
      for (int i = 0; i < n - 1; i++) {
        toFirst += Math.abs(values[i] - moved);
      }
      double toSecond = 0;
      for (int i = n; i < count; i++) {
        toSecond += Math.abs(values[i] - moved);
      }
      within += toFirst;
      rest -= toSecond;
      between += toSecond - toFirst;
      if (n >= leastSide) {
        double statistic = statistic(n, count - n, between, within, rest);
        if (best == null || statistic > best.statistic) {
          best = new EnergySplit(n, statistic);
        }
      }
    }
    return best;
  }

  private static double statistic(int n, int m, double between, double within, double rest) {
    double distance =
        2 * between / ((double) n * m)
            - 2 * within / ((double) n * (n - 1))
            - 2 * rest / ((double) m * (m - 1));
    return (double) n * m / (n + m) * distance;
  }
}
