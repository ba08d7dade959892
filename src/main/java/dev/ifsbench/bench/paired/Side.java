package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.sockets.libc.Binding;
import java.nio.file.Path;
import java.util.List;

/**
 * One of several things that a JVM measures side by side.
 *
 * @param handle the name of the {@link HandleKind}, or of an entry as in {@code entry:1001}
 * @param binding how to reach C
 * @param jar the version of this project to measure, or null for the one that measures
 * @param delayNanos how much slower each send is made on purpose, in nanoseconds; 0 but where the
 *     comparison itself is put to the test
 */
public record Side(String handle, Binding binding, Path jar, double delayNanos) {
  static final int ARGUMENTS = 4;

  List<String> arguments() {
    return List.of(
        handle, binding.name(), jar == null ? "" : jar.toString(), Double.toString(delayNanos));
  }

  static Side parse(List<String> arguments) {
    String jar = arguments.get(2);
    return new Side(
        arguments.get(0),
        Binding.valueOf(arguments.get(1)),
        jar.isEmpty() ? null : Path.of(jar),
        Double.parseDouble(arguments.get(3)));
  }
}
