package dev.ifsbench.report;

import dev.ifsbench.track.Interval;
import java.util.List;

/**
 * One benchmark over many runs.
 *
 * @param benchmark with its parameters
 * @param unit of the scores
 * @param points from the oldest run to the newest
 * @param changes where the level moved, in the order of the points
 */
public record History(String benchmark, String unit, List<Point> points, List<Change> changes) {
  /** Copies. */
  public History {
    points = List.copyOf(points);
    changes = List.copyOf(changes);
  }

  /**
   * One run.
   *
   * @param time when, ISO 8601
   * @param commit that was measured
   * @param score its interval
   */
  public record Point(String time, String commit, Interval score) {}

  /**
   * The level moved.
   *
   * @param point the first one on the new level, from 0
   * @param ratio of the new level to the old, 1 if equal
   * @param probability that a level which did not move shows as much
   */
  public record Change(int point, double ratio, double probability) {}
}
