package dev.ifsbench.provider;

import dev.ifsbench.spi.ProtocolInfo;

/**
 * What a pass-through layer keeps of a socket. Its identity tells one life of a handle's number
 * from the next.
 */
final class PassThroughSocket {
  private final ProtocolInfo own;
  private final long lower;
  private final ByteCounters counters = new ByteCounters();

  PassThroughSocket(ProtocolInfo own, long lower) {
    this.own = own;
    this.lower = lower;
  }

  /** The layer's own entry that the socket was opened through. */
  ProtocolInfo own() {
    return own;
  }

  /**
   * The next provider's handle of the socket, with which the layer makes its own calls: to the
   * system the layer's handle is the same, but providers below may know only this value.
   */
  long lower() {
    return lower;
  }

  /** What the layer saw of the socket's data; the recommended form sees none. */
  ByteCounters counters() {
    return counters;
  }
}
