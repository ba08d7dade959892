package dev.ifsbench.track.changepoint;

/**
 * A point of a history at which the level changes.
 *
 * @param index of the first point on the new level, from 0, where the two levels fit best
 * @param earliest index of the first point that can be the first on the new level as well
 * @param latest index of the last such point; the same as {@code earliest} if only one is possible
 * @param knownAt index of the point with which the change was found, after {@code index}
 * @param confirmed whether more points cannot make it vanish; if not, it is a suspicion
 * @param pValue how probable it is that points which are all on one level look like this
 * @param before mean of the points since the change before this one, or since the beginning
 * @param after mean of the points up to the change after this one, or up to the end
 */
public record ChangePoint(
    int index,
    int earliest,
    int latest,
    int knownAt,
    boolean confirmed,
    double pValue,
    double before,
    double after) {
  /** What is added to the old level, as a share of it: 0.05 if the level rises by 5%. */
  public double size() {
    return after / before - 1;
  }

  /** Whether more than one point can be the first on the new level. */
  public boolean isRange() {
    return earliest < latest;
  }

  /**
   * Whether the level became worse.
   *
   * @param higherIsBetter the direction of the points
   */
  public boolean isWorse(boolean higherIsBetter) {
    return after > before != higherIsBetter;
  }
}
