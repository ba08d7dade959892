package dev.ifsbench.provider;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of one socket a layer saw pass. May be updated and read by any thread. */
public final class ByteCounters {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();

  ByteCounters() {}

  void addSent(int bytes) {
    sent.getAndAdd(bytes);
  }

  void addReceived(int bytes) {
    received.getAndAdd(bytes);
  }

  /**
   * Bytes sent through the layer's own functions.
   *
   * @return the count since the socket was made
   */
  public long sent() {
    return sent.get();
  }

  /**
   * Bytes received through the layer's own functions.
   *
   * @return the count since the socket was made
   */
  public long received() {
    return received.get();
  }
}
