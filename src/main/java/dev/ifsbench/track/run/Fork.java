package dev.ifsbench.track.run;

import dev.ifsbench.sockets.libc.Binding;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures one combination in a fresh JVM, started by JMH, and stays silent about it.
 *
 * <p>JMH lets only one run at a time happen on a machine, so forks must be run one after the other.
 */
public final class Fork implements ForkRunner<Combination, RunResult> {
  private final ForkSettings settings;
  private final Binding binding;
  private final List<String> flags;

  /**
   * Creates a runner of forks.
   *
   * @param settings how long each measures
   * @param binding how each reaches C
   * @param flags JVM options added before all others
   */
  public Fork(ForkSettings settings, Binding binding, List<String> flags) {
    this.settings = settings;
    this.binding = binding;
    this.flags = List.copyOf(flags);
  }

  @Override
  public RunResult run(Combination combination) throws ForkFailedException {
    return JmhFork.run(options(combination));
  }

  private Options options(Combination combination) {
    return new OptionsBuilder()
        .include("^" + Pattern.quote(combination.operation().benchmark()) + "$")
        .param("handle", combination.handle())
        .param("transport", combination.transport())
        .param("payload", Integer.toString(combination.payload()))
        .param("depth", Integer.toString(combination.depth()))
        .param("binding", binding.name())
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(1)
        .warmupForks(0)
        .threads(1)
        .warmupIterations(settings.warmupIterations())
        .warmupTime(TimeValue.milliseconds(settings.warmupMillis()))
        .measurementIterations(settings.measurementIterations())
        .measurementTime(TimeValue.milliseconds(settings.measurementMillis()))
        .jvmArgsPrepend(flags.toArray(String[]::new))
        .shouldFailOnError(true)
        .build();
  }
}
