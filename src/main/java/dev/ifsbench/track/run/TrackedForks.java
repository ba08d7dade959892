package dev.ifsbench.track.run;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures one benchmark in a fresh JVM, with whatever else JMH's own options ask for. */
public final class TrackedForks implements ForkRunner<BenchmarkId, RunResult> {
  private final Options asked;
  private final List<String> flags;

  /**
   * Creates a runner of forks.
   *
   * @param asked iterations, times, threads, profilers …
   * @param flags JVM options added before all others; none to leave those that are asked for
   */
  public TrackedForks(Options asked, List<String> flags) {
    this.asked = asked;
    this.flags = List.copyOf(flags);
  }

  @Override
  public RunResult run(BenchmarkId benchmark) throws ForkFailedException {
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
    return JmhFork.run(options.build());
  }
}
