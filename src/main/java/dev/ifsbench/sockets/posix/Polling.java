package dev.ifsbench.sockets.posix;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Duplicates;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaPollData;

/**
 * {@code WSAPoll} by {@code ppoll}. Events for data and for room are the same in Winsock and Linux,
 * out-of-band data is Linux's priority data, and a peer that has shut down its side is a hang-up.
 * An ICMP error in answer to a datagram counts as something to receive, because a receive reports
 * it.
 */
final class Polling {
  private static final int ASKABLE = WsaPollData.POLLIN | WsaPollData.POLLOUT;

  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;

  Polling(LibC libc, DescriptorTable table, Duplicates duplicates) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
  }

  int poll(NativeMemory data, Errno errno) {
    int count = WsaPollData.count(data);
    if (!asksForWhatThereIs(data, count)) {
      return errno.fail(WinsockError.WSAEINVAL);
    }
    NativeMemory polls = Scratch.get().pollFds(count);
    int sockets = 0;
    int strangers = 0;
    for (int i = 0; i < count; i++) {
      int fd = enter(data, i);
      put(polls, i, fd, fd < 0 ? 0 : events(WsaPollData.events(data, i), table.known(fd)));
      sockets += fd < 0 ? 0 : 1;
      strangers += WsaPollData.revents(data, i) == 0 ? 0 : 1;
    }
    if (sockets == 0) {
      return errno.fail(WinsockError.WSAEINVAL);
    }
    int error = await(polls, count, strangers > 0 ? 0 : WsaPollData.timeoutMillis(data));
    for (int i = 0; i < count; i++) {
      int fd = fd(polls, i);
      if (fd >= 0) {
        int found = revents(polls, i);
        int revents = found == 0 ? 0 : translate(fd, found, WsaPollData.events(data, i));
        boolean gone = DescriptorTable.isClosing(table.leave(fd));
        WsaPollData.putRevents(data, i, gone ? WsaPollData.POLLNVAL : revents);
      }
    }
    return error == 0 ? WsaPollData.finish(data) : errno.fail(ErrnoTranslation.of(error));
  }

  private static boolean asksForWhatThereIs(NativeMemory data, int count) {
    for (int i = 0; i < count; i++) {
      if (WsaPollData.fd(data, i) >= 0 && (WsaPollData.events(data, i) & ~ASKABLE) != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Enters a socket; -1 if it is to be left out or is not a socket, which is then set in its
   * revents.
   */
  private int enter(NativeMemory data, int index) {
    long handle = WsaPollData.fd(data, index);
    boolean refused =
        handle >= 0 && table.enter(handle, DescriptorTable.SOCKET) == DescriptorTable.REFUSED;
    WsaPollData.putRevents(data, index, refused ? WsaPollData.POLLNVAL : 0);
    return handle < 0 || refused ? -1 : (int) handle;
  }

  /** Waits until there is something to report; 0 or an errno. */
  private int await(NativeMemory polls, int count, int timeoutMillis) {
    long begun = System.nanoTime();
    while (true) {
      long nanos = timeoutMillis * 1_000_000L;
      long left = timeoutMillis < 0 ? -1 : Math.max(0, nanos - (System.nanoTime() - begun));
      if (libc.ppoll(polls.address(), count, Scratch.get().timespec(left), 0) >= 0) {
        return 0;
      }
      int error = libc.errno();
      if (error != LinuxDef.EINTR) {
        clear(polls, count); // the kernel has not filled them in
        return error;
      }
    }
  }

  private static void clear(NativeMemory polls, int count) {
    for (int i = 0; i < count; i++) {
      put(polls, i, fd(polls, i), 0);
    }
  }

  private static int events(int asked, long known) {
    int events = (asked & WsaPollData.POLLRDNORM) != 0 ? LinuxDef.POLLIN : 0;
    events |= (asked & WsaPollData.POLLRDBAND) != 0 ? LinuxDef.POLLPRI : 0;
    events |= (asked & WsaPollData.POLLWRNORM) != 0 ? LinuxDef.POLLOUT : 0;
    boolean hasPeer = (known & (DescriptorTable.DATAGRAM | DescriptorTable.RECEIVE_SHUT)) == 0;
    return events | (hasPeer ? LinuxDef.POLLRDHUP : 0);
  }

  private int translate(int fd, int found, int asked) {
    int revents = (found & LinuxDef.POLLIN) != 0 ? WsaPollData.POLLRDNORM : 0;
    revents |= (found & LinuxDef.POLLPRI) != 0 ? WsaPollData.POLLRDBAND : 0;
    revents |= (found & LinuxDef.POLLOUT) != 0 ? WsaPollData.POLLWRNORM : 0;
    long known = table.known(fd);
    boolean broken = (found & (LinuxDef.POLLERR | LinuxDef.POLLHUP)) != 0;
    if ((known & DescriptorTable.CONNECTING) != 0) {
      if (broken) { // the connection has failed
        int writable = asked & WsaPollData.POLLWRNORM;
        return WsaPollData.POLLERR | WsaPollData.POLLHUP | writable;
      }
      duplicates.learn(fd, known, DescriptorTable.CONNECTING, 0);
    }
    if ((found & LinuxDef.POLLERR) != 0) {
      revents |= WsaPollData.POLLERR;
      if ((known & DescriptorTable.DATAGRAM) != 0) {
        revents |= asked & WsaPollData.POLLRDNORM;
      }
    }
    boolean hungUp = (found & (LinuxDef.POLLHUP | LinuxDef.POLLRDHUP)) != 0;
    return revents
        | (hungUp ? WsaPollData.POLLHUP : 0)
        | ((found & LinuxDef.POLLNVAL) != 0 ? WsaPollData.POLLNVAL : 0);
  }

  private static void put(NativeMemory polls, int index, int fd, int events) {
    polls.putInt(index * LinuxDef.SIZEOF_POLLFD + LinuxDef.POLLFD_FD, fd);
    polls.putInt(index * LinuxDef.SIZEOF_POLLFD + LinuxDef.POLLFD_EVENTS, events); // no revents
  }

  private static int fd(NativeMemory polls, int index) {
    return polls.getInt(index * LinuxDef.SIZEOF_POLLFD + LinuxDef.POLLFD_FD);
  }

  private static int revents(NativeMemory polls, int index) {
    return polls.getShort(index * LinuxDef.SIZEOF_POLLFD + LinuxDef.POLLFD_REVENTS);
  }
}
