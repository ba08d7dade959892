package dev.ifsbench.track.series;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ifsbench.track.environment.JvmOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How a benchmark was measured, as far as a run's files tell: JMH's version, number, time and batch
 * size of the iterations that warm up and of those that count, the arguments of the forks' JVM. For
 * a run whose sides took turns they say how its forks did that, and for a latency how many requests
 * were made a second. The number of forks is not among them: more forks give more of the same.
 *
 * <p>They are part of what is compared. Numbers that were measured differently are not compared
 * without saying so, and have histories of their own.
 *
 * @param values by name; what the files do not tell is missing
 */
public record MeasurementSettings(Map<String, String> values) {
  /** Nothing is known. */
  static final MeasurementSettings UNKNOWN = new MeasurementSettings(Map.of());

  private static final String THREADS = "threads";
  private static final String TAKING_TURNS = "taking turns";

  /** Numbers and texts of a result: their names, and JMH's. */
  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  /** Times of a result, which can be told in several units: their names, and JMH's. */
  private static final Map<String, String> TIMES = new LinkedHashMap<>();

  static {
    FIELDS.put("JMH's version", "jmhVersion");
    FIELDS.put("warm-up iterations (-wi)", "warmupIterations");
    FIELDS.put("warm-up batch size (-wbs)", "warmupBatchSize");
    FIELDS.put("iterations (-i)", "measurementIterations");
    FIELDS.put("batch size (-bs)", "measurementBatchSize");
    TIMES.put("warm-up time (-w)", "warmupTime");
    TIMES.put("iteration time (-r)", "measurementTime");
  }

  /** Makes the collections immutable. */
  public MeasurementSettings {
    values = Map.copyOf(values);
  }

  /**
   * Reads what JMH wrote.
   *
   * @param result of a benchmark
   */
  static MeasurementSettings of(JsonNode result) {
    Map<String, String> values = new LinkedHashMap<>();
    FIELDS.forEach((name, field) -> text(result, field).ifPresent(it -> values.put(name, it)));
    TIMES.forEach((name, field) -> text(result, field).ifPresent(it -> values.put(name, time(it))));
    JsonNode arguments = result.path("jvmArgs");
    if (arguments.isArray()) {
      values.put("arguments of the forks' JVM", JvmOptions.text(arguments));
    }
    values.put(TAKING_TURNS, "no");
    return new MeasurementSettings(values);
  }

  /**
   * Of a run whose sides took turns. JMH's own settings say nothing of it: the number of blocks is
   * the outcome of a time, and not what was asked for.
   *
   * @param fork what the run has kept of how its forks measured
   */
  static MeasurementSettings takingTurns(JsonNode fork) {
    String how = fork.isMissingNode() ? "" : ", " + fork;
    return new MeasurementSettings(Map.of(TAKING_TURNS, "yes" + how));
  }

  /**
   * Of a latency.
   *
   * @param rate requests a second, as the run has kept it
   */
  public static MeasurementSettings rate(JsonNode rate) {
    return rate.isValueNode() && !rate.isNull()
        ? new MeasurementSettings(Map.of("requests a second", rate.asText()))
        : UNKNOWN;
  }

  /**
   * How these differ from others, of all that is known of both.
   *
   * @param before the others
   * @return such as {@code iterations (-i) is '5' and was '10'}; empty if nothing does
   */
  public List<String> differencesFrom(MeasurementSettings before) {
    List<String> differences = new ArrayList<>();
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              String earlier = before.values.getOrDefault(name, value);
              if (!earlier.equals(value)) {
                differences.add(difference(name, value, earlier));
              }
            });
    return differences;
  }

  /**
   * The same of the numbers of threads, which the keys of series tell.
   *
   * @param before how many there were
   * @param after how many there are
   */
  public static List<String> threadDifference(int before, int after) {
    return before == after
        ? List.of()
        : List.of(difference(THREADS, Integer.toString(after), Integer.toString(before)));
  }

  private static String difference(String name, String after, String before) {
    return String.format(Locale.ROOT, "%s is '%s' and was '%s'", name, after, before);
  }

  /** All settings on one line. */
  @Override
  public String toString() {
    return new TreeMap<>(values).toString();
  }

  private static Optional<String> text(JsonNode result, String field) {
    JsonNode value = result.path(field);
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** {@code 1000 ms} are {@code 1 s}. What is no time, such as {@code single-shot}, stays. */
  private static String time(String text) {
    TimeValue time;
    try {
      time = TimeValue.fromString(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
    long nanos = time.convertTo(TimeUnit.NANOSECONDS);
    for (TimeUnit unit : List.of(TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS)) {
      if (nanos % unit.toNanos(1) == 0) {
        return new TimeValue(nanos / unit.toNanos(1), unit).toString();
      }
    }
    return time.toString();
  }
}
