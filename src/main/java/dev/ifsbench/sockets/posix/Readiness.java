package dev.ifsbench.sockets.posix;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Duplicates;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;

/**
 * {@code select} by {@code ppoll}: any descriptor number, and microseconds.
 *
 * <p>Winsock reports a failed connection as an exception only; {@code ppoll} reports it as every
 * event at once, and reports hang-ups and errors unasked. While there are only such reports, their
 * members are set aside for a moment, so that the wait neither ends nor spins.
 */
final class Readiness {
  private static final int READ = 0;
  private static final int WRITE = 1;
  private static final int EXCEPT = 2;

  // What countReady makes of any revents.
  private static final int COUNTED = 1;
  private static final int UNCOUNTED = 2;

  private static final long MOMENT_NANOS = 20_000_000;

  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;

  Readiness(LibC libc, DescriptorTable table, Duplicates duplicates) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
  }

  int select(FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno errno) {
    int total = count(readfds) + count(writefds) + count(exceptfds);
    if (total == 0 || (timeout != null && !timeout.isValid())) {
      return errno.fail(WinsockError.WSAEINVAL);
    }
    NativeMemory polls = Scratch.get().pollFds(total);
    if (!enter(readfds, writefds, exceptfds, polls)) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int ready = await(count(readfds), count(writefds), polls, total, timeout);
    boolean closing = false;
    for (int i = 0; i < total; i++) {
      closing |= DescriptorTable.isClosing(table.leave(fd(polls, i)));
    }
    if (closing) {
      return errno.fail(WinsockError.WSAEINTR);
    }
    if (ready < 0) {
      return errno.fail(ErrnoTranslation.of(-ready));
    }
    int index = keepReady(readfds, polls, 0);
    index = keepReady(writefds, polls, index);
    keepReady(exceptfds, polls, index);
    return ready;
  }

  private boolean enter(FdSet read, FdSet write, FdSet except, NativeMemory polls) {
    int index = enter(READ, read, polls, 0);
    index = index < 0 ? index : enter(WRITE, write, polls, index);
    index = index < 0 ? index : enter(EXCEPT, except, polls, index);
    return index >= 0;
  }

  /**
   * Enters one set's members. Returns the index of the next one, or -1 if a member is not a socket;
   * all have been left then.
   */
  private int enter(int kind, FdSet set, NativeMemory polls, int first) {
    int index = first;
    for (int i = 0; i < count(set); i++) {
      long handle = set.get(i);
      if (table.enter(handle, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
        while (index > 0) {
          table.leave(fd(polls, --index));
        }
        return -1;
      }
      int at = index++ * LinuxDef.SIZEOF_POLLFD;
      polls.putInt(at + LinuxDef.POLLFD_FD, (int) handle);
      polls.putShort(at + LinuxDef.POLLFD_EVENTS, events(kind));
    }
    return index;
  }

  /** Waits until a member is ready; returns how many are, or a negated errno. */
  private int await(int readers, int writers, NativeMemory polls, int total, Timeval timeout) {
    long nanos =
        timeout == null ? -1 : timeout.tvSec() * 1_000_000_000L + timeout.tvUsec() * 1_000L;
    long begun = System.nanoTime();
    while (true) {
      long left = nanos < 0 ? -1 : Math.max(0, nanos - (System.nanoTime() - begun));
      int events = poll(polls, total, left);
      if (events < 0) {
        return events;
      }
      int ready = countReady(readers, writers, total, polls);
      if (ready != 0 || left == 0 || anyClosing(polls, total)) {
        return ready;
      }
      if (events > 0) {
        setAside(polls, total);
        poll(polls, total, left < 0 ? MOMENT_NANOS : Math.min(left, MOMENT_NANOS));
        bringBack(polls, total);
      }
    }
  }

  /**
   * Polls once; returns how many have something to report, 0 also after a signal, or a negated
   * errno.
   */
  private int poll(NativeMemory polls, int total, long nanos) {
    int events = libc.ppoll(polls.address(), total, Scratch.get().timespec(nanos), 0);
    if (events >= 0) {
      return events;
    }
    int error = libc.errno();
    if (error != LinuxDef.EINTR) {
      return -error;
    }
    for (int i = 0; i < total; i++) {
      putRevents(polls, i, 0); // the kernel has not filled them in
    }
    return 0;
  }

  /** Counts the ready members: those to read from, then those to write to, then the exceptions. */
  private int countReady(int readers, int writers, int total, NativeMemory polls) {
    int ready = 0;
    for (int index = 0; index < total; index++) {
      int revents = revents(polls, index);
      if ((revents & LinuxDef.POLLNVAL) != 0) {
        return -LinuxDef.EBADF;
      }
      int kind = index < readers ? READ : index < readers + writers ? WRITE : EXCEPT;
      boolean isReady = isReady(kind, fd(polls, index), revents);
      ready += isReady ? 1 : 0;
      if (revents != 0) {
        putRevents(polls, index, isReady ? COUNTED : UNCOUNTED);
      }
    }
    return ready;
  }

  private boolean isReady(int kind, int fd, int revents) {
    int broken = revents & (LinuxDef.POLLERR | LinuxDef.POLLHUP);
    long known = table.known(fd);
    if (revents != 0 && (known & DescriptorTable.CONNECTING) != 0) {
      if (broken != 0) {
        return kind == EXCEPT;
      }
      duplicates.learn(fd, known, DescriptorTable.CONNECTING, 0);
    }
    return switch (kind) {
      case READ -> (revents & LinuxDef.POLLIN) != 0 || broken != 0;
      case WRITE -> (revents & LinuxDef.POLLOUT) != 0 || broken != 0;
      default -> (revents & LinuxDef.POLLPRI) != 0;
    };
  }

  private boolean anyClosing(NativeMemory polls, int total) {
    boolean closing = false;
    for (int i = 0; i < total; i++) {
      closing |= table.isClosing(fd(polls, i));
    }
    return closing;
  }

  private static void setAside(NativeMemory polls, int total) {
    for (int i = 0; i < total; i++) {
      if (revents(polls, i) != 0) {
        polls.putInt(i * LinuxDef.SIZEOF_POLLFD + LinuxDef.POLLFD_FD, ~fd(polls, i));
      }
    }
  }

  private static void bringBack(NativeMemory polls, int total) {
    for (int i = 0; i < total; i++) {
      int fd = fd(polls, i);
      polls.putInt(i * LinuxDef.SIZEOF_POLLFD + LinuxDef.POLLFD_FD, Math.max(fd, ~fd));
    }
  }

  /** Leaves only the ready members in a set; returns the index of the next set's first member. */
  private static int keepReady(FdSet set, NativeMemory polls, int first) {
    int count = count(set);
    if (count > 0) {
      set.clear();
    }
    for (int i = first; i < first + count; i++) {
      if (revents(polls, i) == COUNTED) {
        set.add(fd(polls, i));
      }
    }
    return first + count;
  }

  private static short events(int kind) {
    return (short)
        switch (kind) {
          case READ -> LinuxDef.POLLIN;
          case WRITE -> LinuxDef.POLLOUT;
          default -> LinuxDef.POLLPRI;
        };
  }

  private static int count(FdSet set) {
    return set == null ? 0 : set.count();
  }

  private static int fd(NativeMemory polls, int index) {
    return polls.getInt(index * LinuxDef.SIZEOF_POLLFD + LinuxDef.POLLFD_FD);
  }

  private static int revents(NativeMemory polls, int index) {
    return polls.getShort(index * LinuxDef.SIZEOF_POLLFD + LinuxDef.POLLFD_REVENTS);
  }

  private static void putRevents(NativeMemory polls, int index, int revents) {
    polls.putShort(index * LinuxDef.SIZEOF_POLLFD + LinuxDef.POLLFD_REVENTS, (short) revents);
  }
}
