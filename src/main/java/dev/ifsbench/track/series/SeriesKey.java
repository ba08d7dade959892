package dev.ifsbench.track.series;

import dev.ifsbench.bench.latency.LatencyTag;
import dev.ifsbench.track.run.BenchmarkId;
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

  /**
   * The kind of handle: a benchmark has it as its parameter {@value BenchmarkId#HANDLE}, a latency
   * log in its tag.
   *
   * @return nothing if the series does not tell one
   */
  public Optional<String> handle() {
    return Optional.ofNullable(params.get(BenchmarkId.HANDLE))
        .or(() -> LatencyTag.parse(benchmark).flatMap(LatencyTag::handle));
  }

  /** The setting that several kinds of handle share: the key without the kind. */
  public SeriesKey withoutHandle() {
    return withHandle(Optional.empty());
  }

  /**
   * The same of another kind of handle.
   *
   * @param other the kind, or nothing
   */
  public SeriesKey withHandle(Optional<String> other) {
    Optional<LatencyTag> tag =
        params.containsKey(BenchmarkId.HANDLE) ? Optional.empty() : LatencyTag.parse(benchmark);
    if (tag.isPresent()) {
      String name = tag.get().withHandle(other).toString();
      return new SeriesKey(name, mode, threads, params, percentile, metric);
    }
    Map<String, String> others = new TreeMap<>(params);
    others.remove(BenchmarkId.HANDLE);
    other.ifPresent(kind -> others.put(BenchmarkId.HANDLE, kind));
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
