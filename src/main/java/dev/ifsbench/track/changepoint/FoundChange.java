package dev.ifsbench.track.changepoint;

/**
 * A change as it was found, which more points do not alter.
 *
 * @param index of the first point on the new level, where the two levels fit best
 * @param earliest index of the first point that can be the first on the new level as well
 * @param latest index of the last such point
 * @param knownAt index of the point with which it was found
 * @param pValue how probable it is that points which are all on one level look like this
 */
public record FoundChange(int index, int earliest, int latest, int knownAt, double pValue) {
  /** Whether it can be in a history. */
  boolean isIn(int points) {
    return 0 < earliest
        && earliest <= index
        && index <= latest
        && latest < points
        && index <= knownAt
        && knownAt < points
        && pValue >= 0
        && pValue <= 1;
  }
}
