package dev.ifsbench.bench.paired;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A benchmark, and values of those of its parameters that not every benchmark has: {@code
 * class.method?name=value&name=value}. Without any it is the plain name, which other versions of
 * this project know too.
 *
 * @param benchmark the name of the benchmark's class and method, as JMH prints it
 * @param parameters values by name
 */
public record ParameterizedName(String benchmark, Map<String, String> parameters) {
  /** Copies the parameters. */
  public ParameterizedName {
    parameters = Map.copyOf(parameters);
  }

  /** Reads what {@link #toString} wrote. */
  static ParameterizedName parse(String text) {
    String[] parts = text.split("\\?", 2);
    Map<String, String> parameters = new TreeMap<>();
    if (parts.length == 2) {
      for (String each : parts[1].split("&", -1)) {
        String[] pair = each.split("=", 2);
        parameters.put(pair[0], pair[1]);
      }
    }
    return new ParameterizedName(parts[0], parameters);
  }

  @Override
  public String toString() {
    return parameters.isEmpty()
        ? benchmark
        : new TreeMap<>(parameters)
            .entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&", benchmark + "?", ""));
  }
}
