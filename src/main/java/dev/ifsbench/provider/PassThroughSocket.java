package dev.ifsbench.provider;

import dev.ifsbench.spi.ProtocolInfo;

/**
 * What a pass-through layer keeps of a socket. Its identity tells one life of a handle's number
 * from the next.
 */
final class PassThroughSocket {
  private final ProtocolInfo own;
  private final ByteCounters counters = new ByteCounters();

  PassThroughSocket(ProtocolInfo own) {
    this.own = own;
  }

  /** The layer's own entry that the socket was opened through. */
  ProtocolInfo own() {
    return own;
  }

  /** What the layer saw of the socket's data; the recommended form sees none. */
  ByteCounters counters() {
    return counters;
  }
}
