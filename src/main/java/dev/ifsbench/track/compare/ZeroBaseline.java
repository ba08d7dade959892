package dev.ifsbench.track.compare;

import static java.math.RoundingMode.HALF_UP;

import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.ScoreUnit;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Statistic;
import dev.ifsbench.track.stats.Verdict;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be said of a secondary metric that is zero on one side, and so has no ratio: it is still
 * zero, it has become positive, or it has become zero. A score is never judged like this, because
 * an operation that takes no time was not measured.
 *
 * @param moved negative if it has become zero, positive if it was zero, 0 if it is zero on both
 *     sides
 * @param before the metric's level
 * @param after the metric's level
 * @param unit of the levels
 */
record ZeroBaseline(int moved, double before, double after, ScoreUnit unit) {
  /**
   * JMH's harness itself allocates some thousandths of a byte for each operation of a benchmark
   * that allocates nothing. An object of 16 bytes in one of a thousand operations is more than
   * this.
   */
  private static final double LEAST_BYTES = 0.01;

  private static final String BYTES_PER_OPERATION = "B/op";
  private static final int DIGITS = 2;

  /** In how many forks of a side the metric is not zero. */
  private enum Forks {
    NONE,
    SOME,
    ALL
  }

  /**
   * Compares two sides.
   *
   * @param before a series without a flaw
   * @param after the same, in the same unit
   * @return nothing if neither side is zero, or this is no secondary metric
   */
  static Optional<ZeroBaseline> of(BenchmarkSeries before, BenchmarkSeries after) {
    Forks had = forksWithAny(before);
    Forks have = forksWithAny(after);
    boolean isClear = had != Forks.SOME && have != Forks.SOME && (had != have || had == Forks.NONE);
    return before.key().metric().isPresent() && isClear
        ? Optional.of(
            new ZeroBaseline(have.compareTo(had), before.median(), after.median(), before.unit()))
        : Optional.empty();
  }

  /**
   * Why nothing can be said though a side is zero.
   *
   * @param before a series without a flaw
   * @param after the same, in the same unit
   * @return a clause; nothing if neither side is zero, or it is clear
   */
  static Optional<String> objection(BenchmarkSeries before, BenchmarkSeries after) {
    Forks had = forksWithAny(before);
    Forks have = forksWithAny(after);
    boolean isUnclear =
        (had == Forks.NONE && have == Forks.SOME) || (had == Forks.SOME && have == Forks.NONE);
    return before.key().metric().isPresent() && isUnclear
        ? Optional.of(
            "it is zero on one side, and on the other in some of the forks: more forks may tell")
        : Optional.empty();
  }

  private static Forks forksWithAny(BenchmarkSeries series) {
    double least = series.unit().text().equals(BYTES_PER_OPERATION) ? LEAST_BYTES : 0;
    long forks =
        Arrays.stream(series.ofForks(Statistic.MEDIAN)).filter(it -> Math.abs(it) > least).count();
    if (forks == 0) {
      return Forks.NONE;
    }
    return forks == series.forks() ? Forks.ALL : Forks.SOME;
  }

  /**
   * What the change means.
   *
   * @param higherIsBetter the direction of the metric
   */
  Verdict verdict(boolean higherIsBetter) {
    if (moved == 0) {
      return Verdict.EQUAL;
    }
    return (moved > 0) == higherIsBetter ? Verdict.FASTER : Verdict.SLOWER;
  }

  /**
   * What a gate finds: nothing that became of zero is within a limit that is a share of it.
   *
   * @param key of the metric
   */
  GateFinding finding(SeriesKey key) {
    return GateFinding.withoutRatio(
        verdict(key.higherIsBetter()) == Verdict.SLOWER
            ? GateFinding.Outcome.REGRESSED
            : GateFinding.Outcome.PASSED,
        key,
        toString());
  }

  /** As in {@code it was 0 and is 24 B/op}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "it was %s and is %s %s", digits(before), digits(after), unit);
  }

  /** Two significant digits, or all digits of a whole number. */
  private static String digits(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value);
    rounded =
        rounded.setScale(Math.max(0, rounded.scale() - rounded.precision() + DIGITS), HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
