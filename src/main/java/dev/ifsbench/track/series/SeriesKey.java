package dev.ifsbench.track.series;

import dev.ifsbench.track.stats.Percentile;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;

/**
 * What a series of numbers measures. Two runs are compared where their keys are equal.
 *
 * @param benchmark full name as JMH knows it, or the tag of a latency log
 * @param mode JMH's mode, which also says which direction is better
 * @param threads how many ran the benchmark
 * @param params the benchmark's parameters, by name
 * @param percentile which one; nothing for the benchmark's score
 * @param metric which secondary one; nothing for the benchmark's score and its percentiles
 */
public record SeriesKey(
    String benchmark,
    Mode mode,
    int threads,
    Map<String, String> params,
    Optional<Percentile> percentile,
    Optional<Metric> metric) {
  private static final String SCORE = "score";

  /** Copies, with the parameters in the order of their names. */
  public SeriesKey {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  /**
   * A score or a percentile of it.
   *
   * @param benchmark full name as JMH knows it, or the tag of a latency log
   * @param mode JMH's mode, which also says which direction is better
   * @param threads how many ran the benchmark
   * @param params the benchmark's parameters, by name
   * @param percentile which one; nothing for the benchmark's score
   */
  public SeriesKey(
      String benchmark,
      Mode mode,
      int threads,
      Map<String, String> params,
      Optional<Percentile> percentile) {
    this(benchmark, mode, threads, params, percentile, Optional.empty());
  }

  /** The same benchmark's score. */
  public SeriesKey ofScore() {
    return new SeriesKey(benchmark, mode, threads, params, Optional.empty());
  }

  /**
   * The same benchmark's secondary metric.
   *
   * @param other which one
   */
  SeriesKey of(Metric other) {
    return new SeriesKey(benchmark, mode, threads, params, Optional.empty(), Optional.of(other));
  }

  /**
   * The same of another number of threads.
   *
   * @param other how many
   */
  public SeriesKey withThreads(int other) {
    return new SeriesKey(benchmark, mode, other, params, percentile, metric);
  }

  /**
   * The same benchmark's percentile.
   *
   * @param other which one
   */
  SeriesKey of(Percentile other) {
    return new SeriesKey(benchmark, mode, threads, params, Optional.of(other));
  }

  /**
   * The same without a parameter.
   *
   * @param parameter its name
   */
  SeriesKey without(String parameter) {
    Map<String, String> others = new TreeMap<>(params);
    others.remove(parameter);
    return new SeriesKey(benchmark, mode, threads, others, percentile, metric);
  }

  /** Whether a larger number is the better one: operations a second, and not seconds. */
  public boolean higherIsBetter() {
    return metric.map(Metric::higherIsBetter).orElse(mode == Mode.Throughput);
  }

  /** {@code score}, or the name of the percentile or metric. */
  public String statistic() {
    return metric.map(Metric::name).or(() -> percentile.map(Percentile::toString)).orElse(SCORE);
  }

  /** As in {@code org.example.Sort.sort size=10 avgt p99}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(benchmark);
    params.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    if (threads != 1) {
      text.append(" threads=").append(threads);
    }
    text.append(' ').append(mode.shortLabel());
    percentile.ifPresent(which -> text.append(' ').append(which));
    metric.ifPresent(which -> text.append(' ').append(which));
    return text.toString();
  }
}
