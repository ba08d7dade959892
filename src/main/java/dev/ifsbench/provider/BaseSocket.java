package dev.ifsbench.provider;

import dev.ifsbench.spi.ProtocolInfo;

/**
 * What the base provider keeps of one of its sockets. Its identity tells one life of a handle's
 * number from the next.
 */
final class BaseSocket {
  private final ProtocolInfo entry;

  BaseSocket(ProtocolInfo entry) {
    this.entry = entry;
  }

  /** The catalog entry that the socket was opened through. */
  ProtocolInfo entry() {
    return entry;
  }
}
