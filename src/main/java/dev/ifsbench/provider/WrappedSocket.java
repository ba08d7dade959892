package dev.ifsbench.provider;

import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a wrapping layer keeps of a socket: the context of its own handle, which leads to the next
 * provider's socket.
 */
final class WrappedSocket {
  private final WrappingLayer layer;
  private final ProtocolInfo own;
  private final long lower;
  private final ReferenceCount references = new ReferenceCount();
  private final ByteCounters counters = new ByteCounters();
  private final AtomicInteger duplicates = new AtomicInteger();

  // One for the socket below while it is open, one for the thread that makes the layer's handle
  // until that is known, and one for each overlapped operation.
  private final AtomicInteger uses = new AtomicInteger(2);

  private volatile boolean attached;

  // Set when the handle has been made, which is after this context is.
  private volatile long upper;

  WrappedSocket(WrappingLayer layer, ProtocolInfo own, long lower) {
    this.layer = layer;
    this.own = own;
    this.lower = lower;
  }

  /** The layer that the socket belongs to: stacked layers each have contexts of their own. */
  WrappingLayer layer() {
    return layer;
  }

  /** The layer's own entry that the socket was opened through. */
  ProtocolInfo own() {
    return own;
  }

  /** The next provider's socket. */
  long lower() {
    return lower;
  }

  /** The layer's own handle. */
  long upper() {
    return upper;
  }

  void setUpper(long handle) {
    upper = handle;
  }

  /** Whether another descriptor of the same socket may be open: then it must not be shut down. */
  boolean isShared() {
    return duplicates.get() != 0;
  }

  /** Another descriptor is about to be made. */
  void share() {
    duplicates.incrementAndGet();
  }

  /** It could not be made after all. */
  void unshare() {
    duplicates.decrementAndGet();
  }

  /** Whether the socket below is attached to the layer's port. */
  boolean isAttached() {
    return attached;
  }

  /**
   * Attaches the socket below, once; other threads wait meanwhile.
   *
   * @return false with the error if it cannot be
   */
  synchronized boolean attach(OverlappedIo system, CompletionPort port, Errno lpErrno) {
    if (!attached) {
      attached = system.attach(lower, port, 0, lpErrno);
    }
    return attached;
  }

  /** An overlapped operation begins; the caller holds a reference. */
  void beginOperation() {
    uses.incrementAndGet();
  }

  /**
   * An overlapped operation has ended and been announced, the socket below is closed, or the own
   * handle is known.
   *
   * @return true if that was the last use of the own handle, exactly once
   */
  boolean endUse() {
    return uses.decrementAndGet() == 0;
  }

  ReferenceCount references() {
    return references;
  }

  ByteCounters counters() {
    return counters;
  }
}
