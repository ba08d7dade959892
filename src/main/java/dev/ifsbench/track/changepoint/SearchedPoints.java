package dev.ifsbench.track.changepoint;

import java.util.List;

/**
 * How far a history has been searched. No history is searched twice: one that begins with the same
 * points continues from here.
 *
 * @param points how many
 * @param found all confirmed changes in them, in order
 */
public record SearchedPoints(int points, List<FoundChange> found) {
  /** Nothing is searched yet. */
  public static final SearchedPoints NONE = new SearchedPoints(0, List.of());

  /** Makes the list immutable. */
  public SearchedPoints {
    found = List.copyOf(found);
  }

  /** Whether this can be the outcome of a search; it may come from a file that anybody wrote. */
  public boolean isPossible() {
    int before = 0;
    for (FoundChange change : found) {
      if (!change.isIn(points) || change.index() <= before) {
        return false;
      }
      before = change.index();
    }
    return points >= 0;
  }
}
