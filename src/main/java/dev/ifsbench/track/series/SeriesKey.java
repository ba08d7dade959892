package dev.ifsbench.track.series;

import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.stats.Percentile;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Mode;

/**
 * What a series of numbers measures. Two runs are compared where their keys are equal.
 *
 * @param measured the benchmark
 * @param percentile which one; nothing for the benchmark's score
 * @param metric which secondary one; nothing for the benchmark's score and its percentiles
 */
public record SeriesKey(
    BenchmarkId measured, Optional<Percentile> percentile, Optional<Metric> metric) {
  private static final String SCORE = "score";

  /**
   * The score of a benchmark.
   *
   * @param measured the benchmark
   */
  public static SeriesKey ofScore(BenchmarkId measured) {
    return new SeriesKey(measured, Optional.empty(), Optional.empty());
  }

  /** The same benchmark's score. */
  public SeriesKey ofScore() {
    return ofScore(measured);
  }

  /**
   * The same benchmark's secondary metric.
   *
   * @param other which one
   */
  SeriesKey of(Metric other) {
    return new SeriesKey(measured, Optional.empty(), Optional.of(other));
  }

  /**
   * The same benchmark's percentile.
   *
   * @param other which one
   */
  SeriesKey of(Percentile other) {
    return new SeriesKey(measured, Optional.of(other), Optional.empty());
  }

  private SeriesKey of(BenchmarkId other) {
    return new SeriesKey(other, percentile, metric);
  }

  /**
   * The same of another number of threads.
   *
   * @param other how many
   */
  public SeriesKey withThreads(int other) {
    return of(measured.withThreads(other));
  }

  /**
   * The same without a parameter.
   *
   * @param parameter its name
   */
  public SeriesKey without(String parameter) {
    return of(measured.without(parameter));
  }

  /**
   * The same of another kind of handle.
   *
   * @param other the kind, or nothing
   */
  public SeriesKey withHandle(Optional<String> other) {
    return of(measured.withHandle(other));
  }

  /** The setting that several kinds of handle share: the key without the kind. */
  public SeriesKey withoutHandle() {
    return withHandle(Optional.empty());
  }

  /** The benchmark's {@link BenchmarkId#name}. */
  public String benchmark() {
    return measured.name();
  }

  /** JMH's mode. */
  public Mode mode() {
    return measured.mode();
  }

  /** How many threads ran the benchmark. */
  public int threads() {
    return measured.threads();
  }

  /** The benchmark's parameters, by name. */
  public Map<String, String> params() {
    return measured.parameters();
  }

  /** The benchmark's {@link BenchmarkId#handle}. */
  public Optional<String> handle() {
    return measured.handle();
  }

  /** Whether a larger number is the better one: operations a second, and not seconds. */
  public boolean higherIsBetter() {
    return metric.map(Metric::higherIsBetter).orElse(mode() == Mode.Throughput);
  }

  /** {@code score}, or the name of the percentile or metric. */
  public String statistic() {
    return metric.map(Metric::name).or(() -> percentile.map(Percentile::toString)).orElse(SCORE);
  }

  /** As in {@code org.example.Sort.sort size=10 avgt p99}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(measured.fullName());
    percentile.ifPresent(which -> text.append(' ').append(which));
    metric.ifPresent(which -> text.append(' ').append(which));
    return text.toString();
  }
}
