package dev.ifsbench.report.export;

import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Statistic;
import java.util.function.Consumer;

/**
 * What an export writes, and whom it tells what it cannot write.
 *
 * @param statistic of the scores: the mean gives JMH's own score
 * @param leftOut receives a line for everything that the format has no room for
 */
public record ExportOptions(Statistic statistic, Consumer<String> leftOut) {
  private static final double CONFIDENCE = 0.95;

  /** The score with its interval of 95%. */
  Interval score(BenchmarkSeries series) {
    Interval level = series.level(new Estimator(statistic, Pairing.NONE, CONFIDENCE));
    return statistic == Statistic.MEAN
        ? new Interval(series.jmhScore(), level.low(), level.high())
        : level;
  }

  /** What the score is: {@code mean} or {@code median}, or the percentile that the series is of. */
  String name(BenchmarkSeries series) {
    return series.key().percentile().isPresent() ? series.key().statistic() : statistic.toString();
  }
}
