package dev.ifsbench.track.series;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The unit of a score as JMH writes it: {@code ns/op}, {@code ops/ms} and so on. Units of other
 * tools are kept as they are, and only equal to themselves.
 *
 * @param text as it was written
 */
public record ScoreUnit(String text) {
  /** Nanoseconds an operation, the unit of histograms. */
  public static final ScoreUnit NANOS_PER_OPERATION = new ScoreUnit("ns/op");

  /** The usual unit of throughput. */
  public static final ScoreUnit OPERATIONS_PER_SECOND = new ScoreUnit("ops/s");

  private static final String PER_OPERATION = "/op";
  private static final String OPERATIONS_PER = "ops/";

  /** As in {@code MB/sec}, which JMH writes beside {@code ops/s}. */
  private static final String SECOND = "sec";

  /** Nanoseconds in each of JMH's time units. */
  private static final Map<String, Double> NANOS =
      Map.of("ns", 1e0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

  /**
   * What a value in this unit is to be multiplied by to get one in another.
   *
   * @param other that unit
   * @return nothing if the two are not of one kind
   */
  OptionalDouble factorTo(ScoreUnit other) {
    if (text.equals(other.text)) {
      return OptionalDouble.of(1);
    }
    if (isTime() && other.isTime()) {
      return OptionalDouble.of(timeNanos() / other.timeNanos());
    }
    if (isRate() && other.isRate()) {
      return OptionalDouble.of(other.rateNanos() / rateNanos());
    }
    return OptionalDouble.empty();
  }

  /**
   * Whether this cannot be the unit of a score, because it tells the opposite of which direction is
   * better. An unknown unit can be that of any score.
   *
   * @param higherIsBetter the direction that the score's mode tells
   */
  boolean contradicts(boolean higherIsBetter) {
    return higherIsBetter ? text.endsWith(PER_OPERATION) : isPerTime();
  }

  /** Whether this counts operations. */
  boolean isOperationsPerTime() {
    return text.startsWith(OPERATIONS_PER) && isPerTime();
  }

  private boolean isPerTime() {
    String per = text.substring(text.lastIndexOf('/') + 1);
    return text.contains("/") && (NANOS.containsKey(per) || per.equals(SECOND));
  }

  /** The unit of one divided by a value. */
  ScoreUnit inverse() {
    if (isTime()) {
      return new ScoreUnit(OPERATIONS_PER + timeUnit());
    }
    return new ScoreUnit(
        isRate() ? rateUnit() + PER_OPERATION : String.format(Locale.ROOT, "1/(%s)", text));
  }

  private boolean isTime() {
    return text.endsWith(PER_OPERATION) && NANOS.containsKey(timeUnit());
  }

  private String timeUnit() {
    return text.substring(0, text.length() - PER_OPERATION.length());
  }

  private double timeNanos() {
    return NANOS.get(timeUnit());
  }

  private boolean isRate() {
    return text.startsWith(OPERATIONS_PER) && NANOS.containsKey(rateUnit());
  }

  private String rateUnit() {
    return text.substring(OPERATIONS_PER.length());
  }

  private double rateNanos() {
    return NANOS.get(rateUnit());
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
