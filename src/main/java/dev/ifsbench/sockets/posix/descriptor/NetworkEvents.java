package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaNetworkEvents;

/**
 * {@code WSAEventSelect} and {@code WSAEnumNetworkEvents}. One thread waits by {@code epoll} for
 * all sockets that are observed; it is started by the first. Each wait reports once, and the socket
 * is then examined again, under the monitor of its {@link Observation}.
 */
public final class NetworkEvents {
  private static final int EVENTS = 64;

  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;
  private final EventFds eventFds;
  private final HandleMap<Observation> observations = new HandleMap<>();
  private final Errno ignored = new Errno();
  private int epoll = -1;

  public NetworkEvents(LibC libc, DescriptorTable table, Duplicates duplicates, EventFds eventFds) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
    this.eventFds = eventFds;
  }

  /** Records events, in place of those asked for before; none with an empty mask. */
  public int select(long s, long event, int mask, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    boolean valid =
        (mask & ~WsaNetworkEvents.FD_ALL_EVENTS) == 0 && (mask == 0 || eventFds.isEvent(event));
    WinsockError error = valid ? observe(fd, word, event, mask) : WinsockError.WSAEINVAL;
    table.leave(fd);
    return error == WinsockError.NO_ERROR ? 0 : errno.fail(error);
  }

  private WinsockError observe(int fd, long word, long event, int mask) {
    Scratch scratch = Scratch.get();
    scratch.putOptionInt(0, 1);
    if (libc.ioctl(fd, LinuxDef.FIONBIO, scratch.option()) < 0) {
      return ErrnoTranslation.of(libc.errno());
    }
    long nonBlocking = DescriptorTable.NON_BLOCKING;
    long observed = DescriptorTable.OBSERVED;
    if (mask == 0) {
      duplicates.learn(fd, word, observed, nonBlocking);
      forget(fd);
      return WinsockError.NO_ERROR;
    }
    Observation next = new Observation(fd, event, mask);
    replace(fd, next);
    duplicates.learn(fd, word, 0, nonBlocking | observed);
    return changed(fd, 0);
  }

  private void replace(int fd, Observation next) {
    Observation before = observations.put(fd, next);
    if (before != null) {
      synchronized (before) {
        before.isOver = true;
        synchronized (next) {
          next.isRegistered = before.isRegistered;
        }
      }
    }
  }

  /** A new socket has its listener's events, in the same event object. */
  public void inherit(int listener, int fd) {
    Observation of = observations.get(listener);
    if (of != null) {
      replace(fd, new Observation(fd, of.event(), of.mask()));
      duplicates.learn(fd, table.known(fd), 0, DescriptorTable.OBSERVED);
      changed(fd, 0);
    }
  }

  /** An accept has been made on a descriptor that the caller has entered. */
  public void accepted(int listener) {
    changed(listener, WsaNetworkEvents.FD_ACCEPT);
  }

  /** A receive has been made on a descriptor that the caller has entered. */
  public void received(int fd) {
    changed(fd, WsaNetworkEvents.FD_READ | WsaNetworkEvents.FD_OOB);
  }

  /** A send had no room. */
  public void sendBlocked(int fd) {
    changed(fd, WsaNetworkEvents.FD_WRITE);
  }

  /** A socket listens by now. */
  public void listening(int fd) {
    changed(fd, 0);
  }

  /**
   * A connect has been called.
   *
   * @param connected whether the connection is already made
   */
  public void connecting(int fd, boolean connected) {
    Observation observation = connected ? observations.get(fd) : null;
    if (observation != null) {
      synchronized (observation) {
        observation.connect();
      }
      eventFds.setEvent(observation.event(), ignored);
    }
    changed(fd, 0);
  }

  /** Examines a socket that the caller has entered, and waits for events that have not occurred. */
  private WinsockError changed(int fd, int enabled) {
    Observation observation = observations.get(fd);
    if (observation == null) {
      return WinsockError.NO_ERROR;
    }
    synchronized (observation) {
      if (observation.isOver) {
        return WinsockError.NO_ERROR;
      }
      observation.enable(enabled);
      long known = table.known(fd);
      boolean connecting = (known & DescriptorTable.CONNECTING) != 0;
      if (observation.look(libc, known)) {
        if (connecting && observation.isConnected()) {
          duplicates.learn(fd, known, DescriptorTable.CONNECTING, 0);
        }
        eventFds.setEvent(observation.event(), ignored);
      }
      return await(fd, observation);
    }
  }

  private WinsockError await(int fd, Observation observation) {
    int events = observation.awaited();
    if (events == 0) {
      return WinsockError.NO_ERROR; // the wait reports only once
    }
    int how = observation.isRegistered ? LinuxDef.EPOLL_CTL_MOD : LinuxDef.EPOLL_CTL_ADD;
    long event = Scratch.get().epollEvent(events | LinuxDef.EPOLLONESHOT, fd);
    if (libc.epoll_ctl(started(), how, fd, event) < 0) {
      return ErrnoTranslation.of(libc.errno());
    }
    observation.isRegistered = true;
    return WinsockError.NO_ERROR;
  }

  /** Reports the events recorded so far, and resets an event object. */
  public int enumerate(long s, long event, NativeMemory out, Errno errno) {
    if (table.enter(s, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    WinsockError error = WinsockError.NO_ERROR;
    if (out == null || out.size() < WsaNetworkEvents.SIZE) {
      error = WinsockError.WSAEFAULT;
    } else if (event != 0 && !eventFds.isEvent(event)) {
      error = WinsockError.WSAEINVAL;
    } else {
      enumerate(fd, event, out);
    }
    table.leave(fd);
    return error == WinsockError.NO_ERROR ? 0 : errno.fail(error);
  }

  private void enumerate(int fd, long event, NativeMemory out) {
    changed(fd, 0);
    Observation observation = observations.get(fd);
    if (observation == null) {
      WsaNetworkEvents.put(out, 0);
      reset(event);
      return;
    }
    synchronized (observation) {
      observation.take(out);
      reset(event); // together, else an event in between would be lost
    }
  }

  private void reset(long event) {
    if (event != 0) {
      eventFds.resetEvent(event, ignored);
    }
  }

  /** A descriptor is about to be closed, or is not observed any more. */
  public void forget(int fd) {
    Observation observation = removed(fd);
    if (observation != null) {
      synchronized (observation) {
        observation.isOver = true;
        if (observation.isRegistered) {
          libc.epoll_ctl(started(), LinuxDef.EPOLL_CTL_DEL, fd, Scratch.get().option());
        }
      }
    }
  }

  private Observation removed(int fd) {
    Observation observation;
    do {
      observation = observations.get(fd);
    } while (observation != null && !observations.replace(fd, observation, null));
    return observation;
  }

  private synchronized int started() {
    if (epoll < 0) {
      epoll = libc.epoll_create1(LinuxDef.EPOLL_CLOEXEC);
      if (epoll < 0) {
        throw new IllegalStateException("epoll_create1 fails: errno " + libc.errno());
      }
      int waiting = epoll;
      Thread thread = new Thread(() -> run(waiting), "ifsbench-events");
      thread.setDaemon(true);
      thread.start();
    }
    return epoll;
  }

  private void run(int waiting) {
    NativeMemory events = new NativeMemory(EVENTS * LinuxDef.SIZEOF_EPOLL_EVENT);
    while (true) {
      int count = libc.epoll_wait(waiting, events.address(), EVENTS, -1);
      for (int i = 0; i < count; i++) {
        int fd = events.getInt(i * LinuxDef.SIZEOF_EPOLL_EVENT + LinuxDef.EPOLL_EVENT_DATA);
        if (table.enter(fd, DescriptorTable.SOCKET) != DescriptorTable.REFUSED) {
          changed(fd, 0);
          table.leave(fd);
        }
      }
    }
  }
}
