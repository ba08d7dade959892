package dev.ifsbench.track.series;

import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Statistic;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * The numbers that a run holds of one benchmark, or of one percentile of it: a value for each
 * iteration of each fork.
 */
public final class BenchmarkSeries {
  private final SeriesKey key;
  private final ScoreUnit unit;
  private final double[][] values;
  private final Optional<String> objection;
  private final MeasurementSettings settings;
  private final double jmhScore;

  /**
   * Creates a series without a known flaw; the arrays are copied.
   *
   * @param key what they measure
   * @param unit of the values
   * @param values by fork and iteration; NaN where an iteration gave no number
   */
  BenchmarkSeries(SeriesKey key, ScoreUnit unit, double[][] values) {
    this(key, unit, values, Optional.empty(), MeasurementSettings.UNKNOWN, mean(values));
  }

  private BenchmarkSeries(
      SeriesKey key,
      ScoreUnit unit,
      double[][] values,
      Optional<String> objection,
      MeasurementSettings settings,
      double jmhScore) {
    this.key = key;
    this.unit = unit;
    this.values = copy(values);
    this.objection = objection;
    this.settings = settings;
    this.jmhScore = jmhScore;
  }

  private static double mean(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
  }

  /**
   * The same numbers with JMH's own score, where that is not the mean of all iterations.
   *
   * @param score in the unit of the values
   */
  BenchmarkSeries scored(double score) {
    return new BenchmarkSeries(key, unit, values, objection, settings, score);
  }

  /**
   * The same numbers, which must not be used.
   *
   * @param reason why, a clause
   */
  BenchmarkSeries objectedTo(String reason) {
    return new BenchmarkSeries(key, unit, values, Optional.of(reason), settings, jmhScore);
  }

  /**
   * The same numbers, and how they were measured.
   *
   * @param known of that
   */
  BenchmarkSeries measuredWith(MeasurementSettings known) {
    return new BenchmarkSeries(key, unit, values, objection, known, jmhScore);
  }

  /**
   * The same numbers under a key that lacks a parameter.
   *
   * @param parameter its name
   */
  BenchmarkSeries without(String parameter) {
    return new BenchmarkSeries(key.without(parameter), unit, values, objection, settings, jmhScore);
  }

  /** What is measured. */
  public SeriesKey key() {
    return key;
  }

  /** The kind of handle; nothing if the series does not tell one. */
  public Optional<String> handle() {
    return key.handle();
  }

  /** What the series shares with those of other kinds of handle. */
  public SeriesKey setting() {
    return key.withoutHandle();
  }

  /** The unit of the values. */
  public ScoreUnit unit() {
    return unit;
  }

  /** How the values were measured. */
  public MeasurementSettings settings() {
    return settings;
  }

  /** The values by fork and iteration, a copy. */
  public double[][] values() {
    return copy(values);
  }

  /** How many JVMs measured. */
  public int forks() {
    return values.length;
  }

  /** What makes the numbers useless, a clause; nothing if every fork has numbers alone. */
  public Optional<String> flaw() {
    if (objection.isPresent()) {
      return objection;
    }
    if (values.length == 0 || Arrays.stream(values).anyMatch(fork -> fork.length == 0)) {
      return Optional.of("it has no raw data, or a fork without any");
    }
    boolean numbers =
        Arrays.stream(values).flatMapToDouble(DoubleStream::of).allMatch(Double::isFinite);
    return numbers ? Optional.empty() : Optional.of("an iteration gave no number");
  }

  /**
   * The same in another unit.
   *
   * @param other of the same kind
   * @return nothing if one unit cannot be told in the other
   */
  public Optional<BenchmarkSeries> in(ScoreUnit other) {
    return unit.factorTo(other).stream()
        .mapToObj(
            factor ->
                new BenchmarkSeries(
                    key,
                    other,
                    mapped(value -> value * factor),
                    objection,
                    settings,
                    jmhScore * factor))
        .findFirst();
  }

  /** The same if a smaller number is the better one already; otherwise one divided by each. */
  public BenchmarkSeries smallerIsBetter() {
    return key.higherIsBetter()
        ? new BenchmarkSeries(
            key, unit.inverse(), mapped(value -> 1 / value), objection, settings, 1 / jmhScore)
        : this;
  }

  /**
   * What each fork counts as.
   *
   * @param statistic of its iterations
   */
  public double[] ofForks(Statistic statistic) {
    return statistic.ofEach(values);
  }

  /** The arithmetic mean over the forks of their medians, in the unit. */
  public double median() {
    return Arrays.stream(ofForks(Statistic.MEDIAN)).average().orElse(Double.NaN);
  }

  /**
   * The mean over the forks.
   *
   * @param estimator of the interval
   */
  public Interval level(Estimator estimator) {
    return estimator.level(values);
  }

  /** JMH's own score: the mean of all that was measured, whatever fork it is of. */
  public double jmhScore() {
    return jmhScore;
  }

  private double[][] mapped(DoubleUnaryOperator function) {
    return Arrays.stream(values)
        .map(fork -> DoubleStream.of(fork).map(function).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] copy(double[][] values) {
    return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
  }
}
