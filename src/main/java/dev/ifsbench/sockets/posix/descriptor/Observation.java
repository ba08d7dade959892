package dev.ifsbench.sockets.posix.descriptor;

import static dev.ifsbench.spi.WsaNetworkEvents.FD_ACCEPT;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_CLOSE;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_CONNECT;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_OOB;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_READ;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_WRITE;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaNetworkEvents;

/**
 * One socket's {@code WSAEventSelect}: the events asked for, those recorded, and those that may be
 * recorded next. An event is recorded again only after the call that it is about has been made, if
 * its reason still holds. For one thread at a time.
 */
final class Observation {
  private static final int BROKEN = LinuxDef.POLLERR | LinuxDef.POLLHUP;
  private static final int ENDED = BROKEN | LinuxDef.POLLRDHUP;

  private final int fd;
  private final long event;
  private final int mask;
  private int recorded;
  private WinsockError connectError = WinsockError.NO_ERROR;
  private WinsockError closeError = WinsockError.NO_ERROR;

  /** The events not recorded since they were last enabled. */
  private int enabled;

  private boolean connected;

  /** The result of the last poll, as {@code poll} events. */
  private int found;

  /** Whether the descriptor is in the set that is waited for. */
  boolean isRegistered;

  /** Whether another observation has taken its place, or its socket is closed. */
  boolean isOver;

  Observation(int fd, long event, int mask) {
    this.fd = fd;
    this.event = event;
    this.mask = mask;
    enabled = mask;
  }

  long event() {
    return event;
  }

  int mask() {
    return mask;
  }

  /** Whether it has been seen connected. */
  boolean isConnected() {
    return connected;
  }

  /** Enables events to be recorded again from here on. */
  void enable(int events) {
    enabled |= events & mask;
  }

  /** The connection was made at once. */
  void connect() {
    connected = true;
    record(FD_CONNECT, true);
  }

  /** Returns the events recorded so far, and clears them. */
  void take(NativeMemory out) {
    WsaNetworkEvents.put(out, recorded);
    WsaNetworkEvents.putError(out, FD_CONNECT, connectError);
    WsaNetworkEvents.putError(out, FD_CLOSE, closeError);
    recorded = 0;
    connectError = WinsockError.NO_ERROR;
    closeError = WinsockError.NO_ERROR;
  }

  /**
   * Polls the socket and records its events.
   *
   * @param known the descriptor's bits
   * @return whether something was recorded
   */
  boolean look(LibC libc, long known) {
    int before = recorded;
    found = poll(libc);
    boolean datagram = (known & DescriptorTable.DATAGRAM) != 0;
    if ((known & DescriptorTable.CONNECTING) != 0) {
      connecting(libc);
    } else if (datagram) {
      record(FD_READ, (found & (LinuxDef.POLLIN | LinuxDef.POLLERR)) != 0);
      record(FD_WRITE, (found & LinuxDef.POLLOUT) != 0);
    } else if (connected || SocketKind.isConnected(libc, fd) || isReset()) {
      connected = true;
      connected(libc);
    } else if (SocketKind.isListening(libc, fd)) {
      record(FD_ACCEPT, (found & LinuxDef.POLLIN) != 0);
    }
    return recorded != before;
  }

  private int poll(LibC libc) {
    Scratch scratch = Scratch.get();
    int asked = LinuxDef.POLLIN | LinuxDef.POLLPRI | LinuxDef.POLLOUT | LinuxDef.POLLRDHUP;
    return TimeLimits.await(libc, fd, asked, 0, 0, scratch) ? scratch.polled() : 0;
  }

  // A socket that was reset no longer has a peer; one that never had a peer has no error.
  private boolean isReset() {
    return (found & LinuxDef.POLLERR) != 0;
  }

  private void connecting(LibC libc) {
    if ((found & BROKEN) != 0) {
      int error = Scratch.get().intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_ERROR);
      if (error > 0) {
        connectError = ErrnoTranslation.ofConnect(error, true);
        record(FD_CONNECT, true);
      }
    } else if ((found & LinuxDef.POLLOUT) != 0) {
      connected = true;
      record(FD_CONNECT, true);
      connected(libc);
    }
  }

  private void connected(LibC libc) {
    Scratch scratch = Scratch.get();
    boolean readable = (found & LinuxDef.POLLIN) != 0;
    boolean hasData =
        readable
            && libc.ioctl(fd, LinuxDef.FIONREAD, scratch.option()) >= 0
            && scratch.getOptionInt(0) > 0;
    record(FD_READ, hasData);
    record(FD_OOB, (found & LinuxDef.POLLPRI) != 0);
    record(FD_WRITE, (found & LinuxDef.POLLOUT) != 0 && (found & BROKEN) == 0);
    boolean reset = (found & LinuxDef.POLLERR) != 0;
    if ((found & ENDED) != 0 && (!hasData || reset) && (enabled & FD_CLOSE) != 0) {
      closeError = reset ? WinsockError.WSAECONNRESET : WinsockError.NO_ERROR;
      record(FD_CLOSE, true);
    }
  }

  /** True if the condition of an event holds. */
  private void record(int bit, boolean holds) {
    if (holds) {
      recorded |= enabled & bit;
      enabled &= ~bit;
    }
  }

  /**
   * What to wait for, as {@code poll} events, so that polling again is worth while: the events that
   * are enabled and did not hold at the last poll. Those that come after it end the wait at once;
   * those that held but cannot be recorded wait for a call.
   */
  int awaited() {
    int events = (enabled & (FD_READ | FD_ACCEPT)) != 0 ? LinuxDef.POLLIN : 0;
    events |= (enabled & FD_OOB) != 0 ? LinuxDef.POLLPRI : 0;
    events |= (enabled & (FD_WRITE | FD_CONNECT)) != 0 ? LinuxDef.POLLOUT : 0;
    events |= (enabled & FD_CLOSE) != 0 ? LinuxDef.POLLRDHUP | LinuxDef.POLLIN : 0;
    return (found & BROKEN) != 0 ? 0 : events & ~found;
  }
}
