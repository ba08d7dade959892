package dev.ifsbench.track.run;

import dev.ifsbench.sockets.libc.Binding;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;

/**
 * One thing to measure: an operation with a value for each parameter of its benchmark.
 *
 * @param operation what is done
 * @param transport what carries the data, as the benchmark's parameter names it
 * @param payload bytes an operation
 * @param depth number of layers
 * @param handle the kind of handle, as the benchmark's parameter names it
 */
public record Combination(
    HeadlineOperation operation, String transport, int payload, int depth, String handle) {

  /**
   * The same with another kind of handle.
   *
   * @param other the kind
   */
  public Combination withHandle(String other) {
    return new Combination(operation, transport, payload, depth, other);
  }

  /**
   * As JMH would run it.
   *
   * @param binding how to reach C
   */
  BenchmarkId tracked(Binding binding) {
    return new BenchmarkId(
        operation.benchmark(),
        Mode.AverageTime,
        Map.of(
            "handle",
            handle,
            "transport",
            transport,
            "payload",
            Integer.toString(payload),
            "depth",
            Integer.toString(depth),
            "binding",
            binding.name(),
            "provider",
            ""));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s %s, payload %d B, depth %d",
        transport,
        operation,
        handle,
        payload,
        depth);
  }
}
