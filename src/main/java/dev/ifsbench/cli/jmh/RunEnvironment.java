package dev.ifsbench.cli.jmh;

import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.environment.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Optional;

/** The environment of benchmarks that JMH's own arguments choose. */
public final class RunEnvironment {
  private RunEnvironment() {}

  /**
   * Captures the current environment.
   *
   * @param arguments that choose the benchmarks
   * @param start when the run started
   * @param run the run's settings
   * @throws UserError if there are no sockets to measure on
   */
  public static Environment environment(
      JmhArguments arguments, Instant start, Map<String, Object> run) throws UserError {
    // Forks have one binding each; which of several it was is among the benchmark's parameters.
    // This JVM may lack the binding that another JVM's forks have.
    boolean elsewhere = arguments.options().getJvm().hasValue();
    Binding binding = elsewhere ? Binding.JNA : arguments.bindings().get(0);
    try {
      return Environment.ofForks(start, binding, run).withForkFlags(forkFlags(arguments.options()));
    } catch (UnsupportedOperationException e) {
      throw new UserError(e.getMessage());
    }
  }

  /** JVM options that forks get besides those of this JVM. */
  public static List<String> forkFlags(CommandLineOptions options) {
    List<String> flags = new ArrayList<>(JmhCommand.quietFlags(options));
    for (Optional<Collection<String>> given :
        List.of(options.getJvmArgsPrepend(), options.getJvmArgs(), options.getJvmArgsAppend())) {
      flags.addAll(given.orElse(List.of()));
    }
    return flags;
  }
}
