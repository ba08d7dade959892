package dev.ifsbench.track.series;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ifsbench.track.stats.Percentile;
import java.util.ArrayList;
import java.util.List;

/**
 * The histograms of JMH's mode {@code sample}: for each fork and iteration a list of pairs of a
 * value and how often it occurred.
 */
final class SampledForks {
  private final SeriesKey key;
  private final ScoreUnit unit;
  private final List<List<WeightedValues>> forks = new ArrayList<>();
  private final List<WeightedValues> wholes = new ArrayList<>();

  /**
   * Reads the histograms that JMH writes in sample mode.
   *
   * @param key of the benchmark's score
   * @param unit of the values
   * @param histograms by fork and iteration
   */
  SampledForks(SeriesKey key, ScoreUnit unit, JsonNode histograms) {
    this.key = key;
    this.unit = unit;
    for (JsonNode fork : histograms) {
      List<WeightedValues> iterations = new ArrayList<>();
      WeightedValues whole = new WeightedValues();
      for (JsonNode iteration : fork) {
        WeightedValues values = read(iteration);
        iterations.add(values);
        whole.add(values);
      }
      forks.add(iterations);
      wholes.add(whole);
    }
  }

  private static WeightedValues read(JsonNode pairs) {
    WeightedValues values = new WeightedValues();
    for (JsonNode pair : pairs) {
      values.add(pair.path(0).asDouble(Double.NaN), pair.path(1).asLong());
    }
    return values;
  }

  /** The score, which is the mean, and the percentiles that every fork has samples enough for. */
  List<BenchmarkSeries> series() {
    List<BenchmarkSeries> series = new ArrayList<>();
    double[][] means =
        forks.stream()
            .map(fork -> fork.stream().mapToDouble(WeightedValues::mean).toArray())
            .toArray(double[][]::new);
    WeightedValues all = new WeightedValues();
    wholes.forEach(all::add);
    series.add(new BenchmarkSeries(key, unit, means).scored(all.mean()));
    long fewest = wholes.stream().mapToLong(WeightedValues::count).min().orElse(0);
    for (Percentile percentile : Percentile.values()) {
      if (fewest >= percentile.leastSamples()) {
        double[][] values =
            wholes.stream()
                .map(fork -> new double[] {fork.at(percentile)})
                .toArray(double[][]::new);
        series.add(new BenchmarkSeries(key.of(percentile), unit, values));
      }
    }
    return series;
  }
}
