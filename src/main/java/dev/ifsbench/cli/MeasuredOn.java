package dev.ifsbench.cli;

import dev.ifsbench.sockets.Binding;
import dev.ifsbench.sockets.SystemSockets;
import dev.ifsbench.track.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Optional;

/** The environment of benchmarks that JMH's own arguments choose. */
final class MeasuredOn {
  private MeasuredOn() {}

  /**
   * Looks around.
   *
   * @param arguments that choose the benchmarks
   * @param start when the run started
   * @param run the run's settings
   * @throws Refusal if there are no sockets to measure on
   */
  static Environment environment(JmhArguments arguments, Instant start, Map<String, Object> run)
      throws Refusal {
    // Forks have one binding each; which of several it was is among the benchmark's parameters.
    // This JVM may lack the binding that another JVM's forks have.
    boolean elsewhere = arguments.options().getJvm().hasValue();
    Binding binding = elsewhere ? Binding.JNA : arguments.bindings().get(0);
    try {
      return Environment.current(start, SystemSockets.get(binding), run)
          .withForkFlags(forkFlags(arguments.options()));
    } catch (UnsupportedOperationException e) {
      throw new Refusal(e.getMessage());
    }
  }

  /** JVM options that forks get besides those of this JVM. */
  static List<String> forkFlags(CommandLineOptions options) {
    List<String> flags = new ArrayList<>(JmhCommand.quietFlags(options));
    for (Optional<Collection<String>> given :
        List.of(options.getJvmArgsPrepend(), options.getJvmArgs(), options.getJvmArgsAppend())) {
      flags.addAll(given.orElse(List.of()));
    }
    return flags;
  }
}
