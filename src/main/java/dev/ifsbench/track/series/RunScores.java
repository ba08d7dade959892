package dev.ifsbench.track.series;

import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Statistic;
import dev.ifsbench.track.store.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The scores of one run: of each series one number for each {@link Statistic}, and an interval at
 * 95%. That is all that histories show of the run's results.
 */
final class RunScores {
  /** Numbers of each series. */
  static final int NUMBERS = Statistic.values().length + 3;

  private static final int LEVEL = Statistic.values().length;
  private static final Estimator ESTIMATOR = Estimator.ofMedians(Pairing.NONE, 0.95);

  private final RunShape shape;
  private final double[] numbers;
  private final List<String> flaws;

  /**
   * Creates the scores from their numbers.
   *
   * @param shape of the run
   * @param numbers {@link #NUMBERS} of each of the shape's kinds; not copied
   * @param flaws a line for each series that cannot be used
   */
  RunScores(RunShape shape, double[] numbers, List<String> flaws) {
    if (numbers.length != shape.kinds().size() * NUMBERS) {
      throw new IllegalArgumentException("there is not a number for everything");
    }
    this.shape = shape;
    this.numbers = numbers;
    this.flaws = List.copyOf(flaws);
  }

  /**
   * Computes the scores.
   *
   * @param run that was read
   * @param results all that it says
   * @param told the digest that its kept environment alone gives
   * @param shared gives a shape that is the same and used already
   */
  static RunScores of(
      Manifest run, RunResults results, Optional<String> told, UnaryOperator<RunShape> shared) {
    List<SeriesKind> kinds = new ArrayList<>();
    List<BenchmarkSeries> usable = new ArrayList<>();
    List<String> flaws = new ArrayList<>();
    for (BenchmarkSeries series : results.series()) {
      if (series.key().percentile().isPresent()) {
        continue;
      }
      if (series.flaw().isPresent()) {
        flaws.add(
            String.format(
                Locale.ROOT, "%s of %s: %s", series.key(), run.id(), series.flaw().get()));
      } else {
        kinds.add(new SeriesKind(series.key(), series.unit(), series.settings()));
        usable.add(series);
      }
    }
    String environment = results.circumstances().digest().orElse(run.environmentDigest());
    RunShape shape = new RunShape(kinds, environment, told, results.circumstances());
    return new RunScores(
        shared.apply(shape),
        usable.stream().flatMapToDouble(series -> Arrays.stream(numbers(series))).toArray(),
        flaws);
  }

  private static double[] numbers(BenchmarkSeries series) {
    double[] numbers = new double[NUMBERS];
    for (Statistic statistic : Statistic.values()) {
      numbers[place(statistic)] = Arrays.stream(series.ofForks(statistic)).average().orElseThrow();
    }
    Interval level = series.level(ESTIMATOR);
    numbers[LEVEL] = level.estimate();
    numbers[LEVEL + 1] = level.low();
    numbers[LEVEL + 2] = level.high();
    return numbers;
  }

  private static int place(Statistic statistic) {
    return switch (statistic) {
      case MEDIAN -> 0;
      case MEAN -> 1;
    };
  }

  RunShape shape() {
    return shape;
  }

  /** Whether every score is a number, as that of a series without a flaw is. */
  boolean isWhole() {
    for (int i = 0; i < numbers.length; i++) {
      if (i % NUMBERS <= LEVEL && !Double.isFinite(numbers[i])) {
        return false;
      }
    }
    return true;
  }

  /** All numbers; not a copy. */
  double[] numbers() {
    return numbers;
  }

  /** A line for each series that cannot be used. */
  List<String> flaws() {
    return flaws;
  }

  /**
   * The arithmetic mean over the forks.
   *
   * @param series its number in the shape
   * @param statistic what a fork counts as
   */
  double score(int series, Statistic statistic) {
    return numbers[series * NUMBERS + place(statistic)];
  }

  /**
   * The mean over the forks' medians, with its interval.
   *
   * @param series its number in the shape
   */
  Interval level(int series) {
    int at = series * NUMBERS + LEVEL;
    return new Interval(numbers[at], numbers[at + 1], numbers[at + 2]);
  }
}
