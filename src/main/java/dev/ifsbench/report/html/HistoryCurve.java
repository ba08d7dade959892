package dev.ifsbench.report.html;

import java.util.BitSet;
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
   * @param all runs of the report
   * @param measured the numbers of the runs that the chart has
   */
  HistoryCurve(Trend trend, HistoryRuns all, BitSet measured) {
    this.trend = trend;
    int[] placeOf = new int[all.size()];
    int count = 0;
    for (int number = measured.nextSetBit(0); number >= 0; ) {
      placeOf[number] = count++;
      number = measured.nextSetBit(number + 1);
    }
    points = new Trend.Point[count];
    places = new int[trend.points().size()];
    for (int i = 0; i < places.length; i++) {
      Trend.Point point = trend.points().get(i);
      places[i] = placeOf[all.number(point.run())];
      points[places[i]] = point;
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
