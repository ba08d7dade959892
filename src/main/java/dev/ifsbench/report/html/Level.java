package dev.ifsbench.report.html;

import dev.ifsbench.track.changepoint.ChangePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * What a history stays at between two changes.
 *
 * @param first index of its first point
 * @param last index of its last point
 * @param mean of the points, in the history's unit
 */
record Level(int first, int last, double mean) {
  /** The levels of a history, the oldest first. */
  static List<Level> of(Trend trend) {
    List<Level> levels = new ArrayList<>();
    int first = 0;
    for (ChangePoint change : trend.changes()) {
      levels.add(level(trend, first, change.index() - 1));
      first = change.index();
    }
    levels.add(level(trend, first, trend.points().size() - 1));
    return levels;
  }

  private static Level level(Trend trend, int first, int last) {
    double mean =
        trend.points().subList(first, last + 1).stream()
            .mapToDouble(point -> point.score().estimate())
            .average()
            .orElse(Double.NaN);
    return new Level(first, last, mean);
  }
}
