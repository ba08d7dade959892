package dev.ifsbench.sockets.winsock;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A socket that was made here, for as long as it is open: whether it is being closed, and whether
 * its operations are announced at a completion port.
 */
final class OpenSocket {
  private final AtomicBoolean closing = new AtomicBoolean();

  private final ExtensionAddresses extensions;

  private volatile boolean attached;

  /**
   * A socket has been made.
   *
   * @param extensions of its entry's provider
   */
  OpenSocket(ExtensionAddresses extensions) {
    this.extensions = extensions;
  }

  /** The extension functions of its provider. */
  ExtensionAddresses extensions() {
    return extensions;
  }

  boolean isClosing() {
    return closing.get();
  }

  /** Begins to close; false if somebody else does so already. */
  boolean beginClose() {
    return closing.compareAndSet(false, true);
  }

  /** Whether it is attached to a completion port, or about to be. Once it is, it stays so. */
  boolean isAttached() {
    return attached;
  }

  void setAttached(boolean isAttached) {
    attached = isAttached;
  }

  /** The system has refused to close it. */
  void staysOpen() {
    closing.set(false);
  }
}
