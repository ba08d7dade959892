package dev.ifsbench.bench.foreign;

import java.util.List;

/**
 * What one {@link JmhProgram} runs.
 *
 * @param jvmArguments of the JVM that JMH runs in
 * @param jar with JMH and benchmarks
 * @param arguments for JMH, but for the file of its results
 */
public record JmhTask(List<String> jvmArguments, String jar, List<String> arguments) {
  /** Copies the lists. */
  public JmhTask {
    jvmArguments = List.copyOf(jvmArguments);
    arguments = List.copyOf(arguments);
  }
}
