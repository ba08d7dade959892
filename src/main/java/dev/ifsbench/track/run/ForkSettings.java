package dev.ifsbench.track.run;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long a fork measures.
 *
 * @param warmupIterations iterations before measuring
 * @param warmupMillis milliseconds each
 * @param measurementIterations iterations measured
 * @param measurementMillis milliseconds each
 */
public record ForkSettings(
    int warmupIterations, int warmupMillis, int measurementIterations, int measurementMillis) {

  /**
   * Long enough to warm up that the compiler is done, even where two cores are shared with it;
   * short enough that every combination of the headline comparison is measured several times within
   * its budget: forks differ from each other by more than longer iterations could average out.
   */
  public static final ForkSettings HEADLINE = new ForkSettings(4, 200, 5, 80);

  /** The same for JMH, in one thread and nanoseconds an operation. */
  public Options options() {
    return new OptionsBuilder()
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(1)
        .warmupIterations(warmupIterations)
        .warmupTime(TimeValue.milliseconds(warmupMillis))
        .measurementIterations(measurementIterations)
        .measurementTime(TimeValue.milliseconds(measurementMillis))
        .build();
  }
}
