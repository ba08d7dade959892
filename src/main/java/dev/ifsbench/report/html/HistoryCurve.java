package dev.ifsbench.report.html;

import java.util.Optional;

/**
 * The points of one history, by their places in a chart: the runs that measured any of the chart's
 * histories stand side by side, the oldest at place 0.
 */
final class HistoryCurve {
  private final Trend trend;

  /** The place of each of the history's points. */
  private final int[] places;

  /** The point at each place; null where the run did not measure this. */
  private final Trend.Point[] points;

  /**
   * Places the points of a history.
   *
   * @param trend the history
   * @param places of its points, each another
   * @param all how many places the chart has
   */
  HistoryCurve(Trend trend, int[] places, int all) {
    this.trend = trend;
    this.places = places.clone();
    points = new Trend.Point[all];
    for (int i = 0; i < places.length; i++) {
      points[places[i]] = trend.points().get(i);
    }
  }

  /** What is drawn. */
  Trend trend() {
    return trend;
  }

  /**
   * The place of a point.
   *
   * @param index of the point in the history
   */
  int place(int index) {
    return places[index];
  }

  /** What the run at a place measured; nothing if it did not measure this. */
  Optional<Trend.Point> at(int place) {
    return Optional.ofNullable(points[place]);
  }
}
