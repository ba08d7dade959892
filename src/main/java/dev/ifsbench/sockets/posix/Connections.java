package dev.ifsbench.sockets.posix;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.Addresses;
import dev.ifsbench.sockets.posix.descriptor.ConnectTimes;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Descriptors;
import dev.ifsbench.sockets.posix.descriptor.Duplicates;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.Failures;
import dev.ifsbench.sockets.posix.descriptor.NetworkEvents;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.sockets.posix.descriptor.SocketKind;
import dev.ifsbench.sockets.posix.descriptor.TimeLimits;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.lang.ref.Reference;

/**
 * Makes and ends connections: binding, connecting, accepting, shutting down, and the addresses of
 * both ends.
 */
final class Connections {
  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;
  private final Failures failures;
  private final Descriptors descriptors;
  private final ConnectTimes times;
  private final NetworkEvents events;

  Connections(
      LibC libc,
      DescriptorTable table,
      Duplicates duplicates,
      Failures failures,
      Descriptors descriptors,
      ConnectTimes times,
      NetworkEvents events) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
    this.failures = failures;
    this.descriptors = descriptors;
    this.times = times;
    this.events = events;
  }

  int bind(long s, NativeMemory name, int namelen, Errno errno) {
    if (table.enter(s, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    WinsockError misuse = Addresses.check(name, namelen, false);
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    try {
      return libc.bind(fd, Addresses.toLinux(name), namelen) < 0
          ? failures.leave(fd, ErrnoTranslation.ofBind(libc.errno()), errno)
          : succeeded(fd);
    } finally {
      Reference.reachabilityFence(name);
    }
  }

  int connect(long s, NativeMemory name, int namelen, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    boolean datagram = (word & DescriptorTable.DATAGRAM) != 0;
    WinsockError misuse = Addresses.check(name, namelen, datagram);
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    int error = tryConnect(fd, name, namelen, word);
    boolean nonBlocking = SocketKind.isNonBlocking(libc, fd, word);
    if (error == LinuxDef.EINPROGRESS && nonBlocking) {
      duplicates.learn(fd, word, 0, DescriptorTable.CONNECTING);
    }
    if (error == 0) {
      duplicates.learn(fd, word, DescriptorTable.CONNECTING, 0);
      if (!datagram) {
        times.connected(fd);
      }
    }
    if ((word & DescriptorTable.OBSERVED) != 0) {
      events.connecting(fd, error == 0);
    }
    if (error == LinuxDef.EISCONN && SocketKind.isListening(libc, fd)) {
      error = LinuxDef.EINVAL;
    }
    return error == 0
        ? succeeded(fd)
        : failures.leave(fd, ErrnoTranslation.ofConnect(error, nonBlocking), errno);
  }

  int listen(long s, int backlog, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    if ((word & DescriptorTable.DATAGRAM) == 0 && !isBound(fd, word)) {
      return failures.leave(fd, WinsockError.WSAEINVAL, errno);
    }
    if (libc.listen(fd, backlog) == 0) {
      if ((word & DescriptorTable.OBSERVED) != 0) {
        events.listening(fd);
      }
      return succeeded(fd);
    }
    int error = libc.errno();
    Scratch scratch = Scratch.get();
    if (error == LinuxDef.EINVAL
        && libc.getpeername(fd, scratch.address(), scratch.addressLength()) == 0) {
      error = LinuxDef.EISCONN;
    }
    return failures.leave(fd, ErrnoTranslation.of(error), errno);
  }

  long accept(long s, NativeMemory addr, IntRef addrlen, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      errno.set(WinsockError.WSAENOTSOCK);
      return Ws2Def.INVALID_SOCKET;
    }
    int fd = (int) s;
    if ((addr != null && addrlen == null) || !Addresses.hasRoom(addr, addrlen, word)) {
      failures.leave(fd, WinsockError.WSAEFAULT, errno);
      return Ws2Def.INVALID_SOCKET;
    }
    boolean nonBlocking = SocketKind.isNonBlocking(libc, fd, word);
    long begun = TimeLimits.begin(word, DescriptorTable.RECEIVE_LIMIT);
    int accepted = tryAccept(fd, nonBlocking);
    while (accepted == -LinuxDef.EINTR || isTurnedAway(accepted, nonBlocking, word)) {
      accepted =
          TimeLimits.resume(libc, fd, word, DescriptorTable.RECEIVE_LIMIT, begun)
              ? tryAccept(fd, nonBlocking)
              : -LinuxDef.ETIMEDOUT;
    }
    boolean observed = (word & DescriptorTable.OBSERVED) != 0;
    if (accepted < 0) {
      if (observed) {
        events.accepted(fd);
      }
      failures.leave(fd, ErrnoTranslation.ofAccept(-accepted, nonBlocking), errno);
      return Ws2Def.INVALID_SOCKET;
    }
    Scratch scratch = Scratch.get();
    if (!Addresses.toWinsock(scratch, scratch.getLength(), addr, addrlen)) {
      table.leave(fd);
      libc.close(accepted);
      errno.set(WinsockError.WSAEFAULT);
      return Ws2Def.INVALID_SOCKET;
    }
    long handle = descriptors.opened(accepted, SocketKind.ofAccepted(word, nonBlocking), errno);
    if (handle != Ws2Def.INVALID_SOCKET) {
      times.connected((int) handle);
      if (observed) {
        events.inherit(fd, (int) handle);
      }
    }
    if (observed) {
      events.accepted(fd);
    }
    table.leave(fd);
    return handle;
  }

  /** An AcceptEx on the same listener makes it non-blocking for a moment. */
  private static boolean isTurnedAway(int accepted, boolean nonBlocking, long word) {
    return accepted == -LinuxDef.EAGAIN
        && !nonBlocking
        && (word & DescriptorTable.RECEIVE_LIMIT) == 0;
  }

  int shutdown(long s, int how, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    if (how < Ws2Def.SD_RECEIVE || how > Ws2Def.SD_BOTH) {
      return failures.leave(fd, WinsockError.WSAEINVAL, errno);
    }
    if ((word & DescriptorTable.NO_CONTEXT) != 0) {
      return failures.leave(fd, WinsockError.WSAENOTCONN, errno);
    }
    long ended = how == Ws2Def.SD_SEND ? 0 : DescriptorTable.RECEIVE_SHUT;
    ended |= how == Ws2Def.SD_RECEIVE ? 0 : DescriptorTable.SEND_SHUT;
    ended &= ~word;
    // Set first, so that a send that fails because of it knows the reason.
    duplicates.learn(fd, word, 0, ended);
    if (libc.shutdown(fd, how) == 0) {
      return succeeded(fd);
    }
    int error = libc.errno();
    if (error == LinuxDef.ENOTCONN && (word & DescriptorTable.DATAGRAM) != 0) {
      return succeeded(fd); // Linux reports an error, but has done it
    }
    duplicates.learn(fd, word, ended, 0);
    return failures.leave(fd, ErrnoTranslation.of(error), errno);
  }

  int getSockName(long s, NativeMemory name, IntRef namelen, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    return isBound(fd, word)
        ? reportAddress(fd, name, namelen, errno)
        : failures.leave(fd, WinsockError.WSAEINVAL, errno);
  }

  int getPeerName(long s, NativeMemory name, IntRef namelen, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    if ((word & DescriptorTable.NO_CONTEXT) != 0) {
      return failures.leave(fd, WinsockError.WSAENOTCONN, errno);
    }
    Scratch scratch = Scratch.get();
    return libc.getpeername(fd, scratch.address(), scratch.addressLength()) < 0
        ? failures.leave(fd, ErrnoTranslation.of(libc.errno()), errno)
        : reportAddress(fd, name, namelen, errno);
  }

  /**
   * Connects. When a signal interrupts it, an internet connection goes on by itself, and the call
   * must not be made again; a Unix-domain one has not begun, and it must.
   *
   * @return 0 or an errno
   */
  private int tryConnect(int fd, NativeMemory name, int namelen, long word) {
    long begun = TimeLimits.begin(word, DescriptorTable.SEND_LIMIT);
    try {
      while (libc.connect(fd, Addresses.toLinux(name), namelen) < 0) {
        int error = libc.errno();
        if (error != LinuxDef.EINTR) {
          return error;
        }
        if (SockAddr.family(name) != Ws2Def.AF_UNIX) {
          return finishConnect(fd, word, begun);
        }
      }
      return 0;
    } finally {
      Reference.reachabilityFence(name);
    }
  }

  private int finishConnect(int fd, long word, long begun) {
    Scratch scratch = Scratch.get();
    long limit =
        (word & DescriptorTable.SEND_LIMIT) == 0
            ? 0
            : TimeLimits.nanos(libc, fd, LinuxDef.SO_SNDTIMEO);
    long nanos = limit == 0 ? -1 : limit;
    if (!TimeLimits.await(libc, fd, LinuxDef.POLLOUT, begun, nanos, scratch)) {
      return LinuxDef.ETIMEDOUT;
    }
    int error = scratch.intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_ERROR);
    return error < 0 ? libc.errno() : error;
  }

  private int tryAccept(int fd, boolean nonBlocking) {
    Scratch scratch = Scratch.get();
    int flags = LinuxDef.SOCK_CLOEXEC | (nonBlocking ? LinuxDef.SOCK_NONBLOCK : 0);
    int accepted = libc.accept4(fd, scratch.address(), scratch.addressLength(), flags);
    return accepted < 0 ? -libc.errno() : accepted;
  }

  /** Whether a socket has a local address, which is left in the scratch memory. */
  private boolean isBound(int fd, long word) {
    Scratch scratch = Scratch.get();
    return libc.getsockname(fd, scratch.address(), scratch.addressLength()) == 0
        && ((word & (DescriptorTable.INET | DescriptorTable.INET6)) == 0
            || scratch.getAddressPort() != 0);
  }

  /** Copies the address in the scratch memory to the caller. */
  private int reportAddress(int fd, NativeMemory name, IntRef namelen, Errno errno) {
    Scratch scratch = Scratch.get();
    return name != null
            && namelen != null
            && Addresses.toWinsock(scratch, scratch.getLength(), name, namelen)
        ? succeeded(fd)
        : failures.leave(fd, WinsockError.WSAEFAULT, errno);
  }

  private int succeeded(int fd) {
    table.leave(fd);
    return 0;
  }
}
