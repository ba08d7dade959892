package dev.ifsbench.track.run;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;

/**
 * A benchmark with a mode and a value for each of its parameters: what JMH calls a run.
 *
 * @param name class and method
 * @param mode what JMH measures of it
 * @param parameters values by name
 */
public record BenchmarkId(String name, Mode mode, Map<String, String> parameters) {
  /** Sorts the parameters. */
  public BenchmarkId {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /**
   * The same with another value for a parameter.
   *
   * @param parameter its name
   * @param value the value
   */
  BenchmarkId with(String parameter, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(parameter, value);
    return new BenchmarkId(name, mode, more);
  }

  /** Class and method without the package, mode, and those parameters that have a value. */
  @Override
  public String toString() {
    String method = name.substring(name.lastIndexOf('.') + 1);
    String owner = name.substring(0, name.length() - method.length() - 1);
    String values =
        parameters.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry -> ", " + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%s.%s (%s%s)",
        owner.substring(owner.lastIndexOf('.') + 1),
        method,
        mode.shortLabel(),
        values);
  }
}
