package dev.ifsbench.track.changepoint;

import java.util.List;

/**
 * How far a history has been searched. It is searched once: one that begins with the same points
 * goes on from here.
 *
 * @param points how many
 * @param found all confirmed changes in them, in order
 */
public record SearchedPoints(int points, List<FoundChange> found) {
  /** Nothing is searched yet. */
  public static final SearchedPoints NONE = new SearchedPoints(0, List.of());

  /** Copies. */
  public SearchedPoints {
    found = List.copyOf(found);
  }

  /** Whether it can be the outcome of a search, whoever tells it. */
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
