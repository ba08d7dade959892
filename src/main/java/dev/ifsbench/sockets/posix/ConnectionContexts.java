package dev.ifsbench.sockets.posix;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.ConnectTimes;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Duplicates;
import dev.ifsbench.sockets.posix.descriptor.Failures;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.sockets.posix.descriptor.SocketKind;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;

/** The options of a socket that is connected by {@code AcceptEx} or {@code ConnectEx}. */
final class ConnectionContexts {
  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;
  private final Failures failures;
  private final ConnectTimes times;

  ConnectionContexts(
      LibC libc,
      DescriptorTable table,
      Duplicates duplicates,
      Failures failures,
      ConnectTimes times) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
    this.failures = failures;
    this.times = times;
  }

  static boolean sets(int level, int optname) {
    return level == Ws2Def.SOL_SOCKET
        && (optname == Ws2Def.SO_UPDATE_ACCEPT_CONTEXT
            || optname == Ws2Def.SO_UPDATE_CONNECT_CONTEXT);
  }

  static boolean gets(int level, int optname) {
    return level == Ws2Def.SOL_SOCKET && optname == Ws2Def.SO_CONNECT_TIME;
  }

  /**
   * Makes a connected socket behave like any other; an accepted one gets its listener's blocking
   * mode.
   */
  int set(long s, int optname, NativeMemory optval, int optlen, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    long inherited = 0;
    if (optname == Ws2Def.SO_UPDATE_ACCEPT_CONTEXT) {
      if (optval == null || Math.min(optlen, optval.size()) < Long.BYTES) {
        return failures.leave(fd, WinsockError.WSAEFAULT, errno);
      }
      inherited = modeOf(optval.getLong(0), errno);
      if (inherited < 0) {
        return failures.leave(fd, errno.get(), errno);
      }
    }
    if (!SocketKind.isConnected(libc, fd)) {
      return failures.leave(fd, WinsockError.WSAENOTCONN, errno);
    }
    if (inherited != 0) {
      Scratch scratch = Scratch.get();
      scratch.putOptionInt(0, 1);
      libc.ioctl(fd, LinuxDef.FIONBIO, scratch.option());
    }
    duplicates.learn(fd, word, DescriptorTable.NO_CONTEXT, inherited);
    table.leave(fd);
    return 0;
  }

  /**
   * {@link DescriptorTable#NON_BLOCKING} if a listener is non-blocking, else 0; -1 if the socket is
   * not a listener.
   */
  private long modeOf(long listener, Errno errno) {
    long word = table.enter(listener, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) listener;
    boolean listens = SocketKind.isListening(libc, fd);
    boolean nonBlocking = SocketKind.isNonBlocking(libc, fd, word);
    table.leave(fd);
    if (!listens) {
      return errno.fail(WinsockError.WSAEINVAL);
    }
    return nonBlocking ? DescriptorTable.NON_BLOCKING : 0;
  }

  /** {@code SO_CONNECT_TIME}. */
  int get(long s, NativeMemory optval, IntRef optlen, Errno errno) {
    if (table.enter(s, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    if (optlen == null || optval == null || Math.min(optlen.value, optval.size()) < Integer.BYTES) {
      if (optlen != null) {
        optlen.value = Integer.BYTES;
      }
      return failures.leave(fd, WinsockError.WSAEFAULT, errno);
    }
    optval.putInt(0, SocketKind.isConnected(libc, fd) ? times.seconds(fd) : -1);
    optlen.value = Integer.BYTES;
    table.leave(fd);
    return 0;
  }
}
