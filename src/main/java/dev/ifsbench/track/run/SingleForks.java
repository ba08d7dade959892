package dev.ifsbench.track.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures groups of one member each in a fresh JVM, started by JMH, and stays silent about it.
 *
 * <p>JMH lets only one run at a time happen on a machine, so forks must be run one after the other.
 */
public final class SingleForks implements ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> {
  private final Options asked;
  private final List<String> flags;

  /**
   * Creates a runner of forks.
   *
   * @param asked iterations, times, threads, profilers …
   * @param flags JVM options added before all others; none to leave those that are asked for
   */
  public SingleForks(Options asked, List<String> flags) {
    this.asked = asked;
    this.flags = List.copyOf(flags);
  }

  @Override
  public Map<BenchmarkId, RunResult> run(ForkGroup group) throws ForkFailedException {
    BenchmarkId only = group.members().get(0);
    return Map.of(only, JmhFork.run(options(only)));
  }

  private Options options(BenchmarkId benchmark) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(asked)
            // Includes add to those that were asked for, which may match others.
            .exclude(String.format(Locale.ROOT, "^(?!%s$)", Pattern.quote(benchmark.name())))
            .mode(benchmark.mode())
            .forks(1)
            .warmupForks(0)
            .shouldFailOnError(true);
    benchmark.parameters().forEach(options::param);
    if (!flags.isEmpty()) {
      options.jvmArgsPrepend(flags.toArray(String[]::new));
    }
    return options.build();
  }
}
