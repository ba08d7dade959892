package dev.ifsbench.track.run;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.SampleTimeResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.TextResult;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.SampleBuffer;

/**
 * One of JMH's results as JSON.
 *
 * @param type what it is, which decides what of the rest is used
 * @param role primary or secondary
 * @param label JMH's name for it
 * @param score the value
 * @param unit of the value
 * @param policy how values of several iterations become one
 * @param samples a histogram; empty unless the type is {@link Type#SAMPLES}
 * @param text what a profiler printed; empty unless the type is {@link Type#TEXT}
 */
record ScoreJson(
    Type type,
    ResultRole role,
    String label,
    double score,
    String unit,
    AggregationPolicy policy,
    List<Samples> samples,
    String text) {
  /** The kinds of JMH's results. */
  enum Type {
    /** A time or a throughput. */
    SCORE,
    /** A profiler's number. */
    SCALAR,
    /** Samples of a time, as a histogram. */
    SAMPLES,
    /** What people read and no program does. */
    TEXT
  }

  /**
   * Samples of about the same time.
   *
   * @param nanos the time, at least 0
   * @param count how many, at least 1
   */
  record Samples(long nanos, int count) {
    Samples {
      if (nanos < 0 || count < 1) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "no sample takes %d ns", nanos));
      }
    }

    /** Adds them by doubling, for there may be millions. */
    void addTo(SampleBuffer buffer) {
      SampleBuffer power = new SampleBuffer();
      power.add(nanos);
      for (int rest = count; rest > 0; rest >>= 1) {
        if ((rest & 1) != 0) {
          buffer.addAll(power);
        }
        power.addAll(power);
      }
    }
  }

  /** Checks that nothing is missing, and makes the list immutable. */
  ScoreJson {
    samples = List.copyOf(samples);
    if (samples.stream().mapToLong(Samples::count).sum() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("there are too many samples");
    }
  }

  static ScoreJson of(Result<?> result) {
    Type type = typeOf(result);
    return new ScoreJson(
        type,
        result.getRole(),
        result.getLabel(),
        result.getScore(),
        result.getScoreUnit(),
        policyOf(result),
        type == Type.SAMPLES ? samplesOf(result) : List.of(),
        type == Type.TEXT ? result.extendedInfo() : "");
  }

  private static Type typeOf(Result<?> result) {
    if (result instanceof SampleTimeResult) {
      return Type.SAMPLES;
    }
    if (result instanceof ScalarResult) {
      return Type.SCALAR;
    }
    return Double.isNaN(result.getScore()) ? Type.TEXT : Type.SCORE;
  }

  /** A subclass can read its own only, and there is no other way to it. */
  private static AggregationPolicy policyOf(Result<?> result) {
    try {
      Field policy = Result.class.getDeclaredField("policy");
      policy.setAccessible(true);
      return (AggregationPolicy) policy.get(result);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this is another version of JMH", e);
    }
  }

  private static List<Samples> samplesOf(Result<?> result) {
    List<Samples> samples = new ArrayList<>();
    long nanosInUnit = unitOf(result.getScoreUnit()).toNanos(1);
    Iterator<Map.Entry<Double, Long>> raw = result.getStatistics().getRawData();
    while (raw.hasNext()) {
      Map.Entry<Double, Long> entry = raw.next();
      if (entry.getValue() > 0) {
        samples.add(
            new Samples(
                Math.round(entry.getKey() * nanosInUnit), Math.toIntExact(entry.getValue())));
      }
    }
    return samples;
  }

  /** JMH's names of its units of time, such as that in {@code us/op}. */
  static TimeUnit unitOf(String unit) {
    for (TimeUnit each : TimeUnit.values()) {
      if (unit.startsWith(TimeValue.tuToString(each) + "/")) {
        return each;
      }
    }
    throw new IllegalArgumentException("samples are times, but their unit is " + unit);
  }

  /** As a result of JMH's own. */
  Result<?> decoded() {
    return switch (type) {
      case SCORE -> new KeptResult(role, label, score, unit);
      case SCALAR -> new ScalarResult(label, score, unit, policy);
      case TEXT -> new TextResult(text, label);
      case SAMPLES -> {
        SampleBuffer buffer = new SampleBuffer();
        samples.forEach(each -> each.addTo(buffer));
        yield new SampleTimeResult(role, label, buffer, unitOf(unit));
      }
    };
  }
}
