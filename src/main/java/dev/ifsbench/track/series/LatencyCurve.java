package dev.ifsbench.track.series;

import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Percentile;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The times of one tag of a latency log over the percentiles: a curve for each fork, and the mean
 * of the forks by the estimator that gives the percentiles in the tables, where these are shown.
 *
 * @param tag of the log
 * @param requests how many, of all forks
 * @param maxNanos the longest of all forks
 * @param mean from the shortest time, only as far as at least {@value Percentile#LEAST_BEYOND}
 *     requests of each fork took longer; the percentiles of the tables are among its points
 * @param forks a curve for each, as far as a request took longer
 */
public record LatencyCurve(
    String tag, long requests, long maxNanos, List<Point> mean, List<List<Point>> forks) {
  private static final int STEPS_PER_DOUBLING = 4;
  private static final double ALL = 100;

  /**
   * A point of a curve.
   *
   * @param oneIn one request in N took longer, from 1
   * @param nanos than this
   */
  public record Point(double oneIn, double nanos) {}

  /** Makes the lists immutable. */
  public LatencyCurve {
    mean = List.copyOf(mean);
    forks = forks.stream().map(List::copyOf).toList();
  }

  /**
   * Reads a log of nanoseconds.
   *
   * @param name of the run, for messages
   * @param log all of the file
   * @param estimator for the mean of the forks
   * @return one for each tag, in the log's order
   * @throws UnusableRunException if it is damaged or empty
   */
  public static List<LatencyCurve> read(String name, byte[] log, Estimator estimator)
      throws UnusableRunException {
    List<LatencyCurve> curves = new ArrayList<>();
    new LatencyLogReader(name, log)
        .forks()
        .forEach((tag, forks) -> curves.add(of(tag, forks, estimator)));
    return curves;
  }

  private static LatencyCurve of(String tag, List<Histogram> forks, Estimator estimator) {
    long requests = forks.stream().mapToLong(Histogram::getTotalCount).sum();
    long most = forks.stream().mapToLong(Histogram::getTotalCount).max().orElse(0);
    long fewest = forks.stream().mapToLong(Histogram::getTotalCount).min().orElse(0);
    SortedMap<Double, Double> percents = percents(most);
    List<Point> mean = new ArrayList<>();
    List<List<Point>> each = new ArrayList<>();
    forks.forEach(fork -> each.add(new ArrayList<>()));
    percents.forEach(
        (oneIn, percent) -> {
          double[][] times = new double[forks.size()][1];
          for (int i = 0; i < times.length; i++) {
            Histogram fork = forks.get(i);
            times[i][0] = fork.getValueAtPercentile(percent);
            if (fork.getTotalCount() >= oneIn) {
              each.get(i).add(new Point(oneIn, times[i][0]));
            }
          }
          if (fewest >= Percentile.LEAST_BEYOND * oneIn) {
            mean.add(new Point(oneIn, estimator.level(times).estimate()));
          }
        });
    long max = forks.stream().mapToLong(Histogram::getMaxValue).max().orElse(0);
    return new LatencyCurve(tag, requests, max, mean, each);
  }

  /** Percentiles by N, where one request in N takes longer. */
  private static SortedMap<Double, Double> percents(long most) {
    SortedMap<Double, Double> percents = new TreeMap<>();
    for (int i = 0; Math.pow(2, (double) i / STEPS_PER_DOUBLING) <= most; i++) {
      double oneIn = Math.pow(2, (double) i / STEPS_PER_DOUBLING);
      percents.put(oneIn, ALL - ALL / oneIn);
    }
    for (Percentile percentile : Percentile.values()) {
      if (percentile.oneIn() <= most) {
        percents.put((double) percentile.oneIn(), percentile.percent());
      }
    }
    return percents;
  }
}
