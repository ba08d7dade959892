package dev.ifsbench.track.run;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import java.util.Locale;

/**
 * One thing whose latency is measured: round trips of a kind of handle.
 *
 * @param transport what carries the data
 * @param payload bytes of a request and of its answer
 * @param depth number of layers
 * @param handle the kind of handle
 */
public record LatencyCombination(Transport transport, int payload, int depth, HandleKind handle) {
  /**
   * The same with another kind of handle.
   *
   * @param other the kind
   */
  public LatencyCombination withHandle(HandleKind other) {
    return new LatencyCombination(transport, payload, depth, other);
  }

  /** The name in tags and file names, such as {@code TCP-64B-depth1-WRAPPED}. */
  public String label() {
    return String.format(Locale.ROOT, "%s-%dB-depth%d-%s", transport, payload, depth, handle);
  }

  /** What all kinds of handle in one table have in common. */
  public String setting() {
    return String.format(
        Locale.ROOT, "%s round trip, payload %d B, depth %d", transport, payload, depth);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s round trip %s, payload %d B, depth %d", transport, handle, payload, depth);
  }
}
