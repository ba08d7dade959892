package dev.ifsbench.track;

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
    Operation operation, String transport, int payload, int depth, String handle) {

  /**
   * The same with another kind of handle.
   *
   * @param other the kind
   */
  public Combination withHandle(String other) {
    return new Combination(operation, transport, payload, depth, other);
  }

  @Override
  public String toString() {
    return "%s %s %s, payload %d B, depth %d"
        .formatted(transport, operation, handle, payload, depth);
  }
}
