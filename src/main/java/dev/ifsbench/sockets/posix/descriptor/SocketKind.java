package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;

/** What the kernel knows about a descriptor, as {@link DescriptorTable}'s bits. */
public final class SocketKind {
  private SocketKind() {}

  /** The bits of a socket that is created here. */
  public static long of(int domain, int type) {
    long flags = DescriptorTable.SOCKET;
    if (domain == LinuxDef.AF_INET) {
      flags |= DescriptorTable.INET;
    } else if (domain == LinuxDef.AF_INET6) {
      flags |= DescriptorTable.INET6;
    }
    return type == LinuxDef.SOCK_STREAM ? flags : flags | DescriptorTable.DATAGRAM;
  }

  /** The bits of a socket accepted from a listening one. */
  public static long ofAccepted(long listener, boolean nonBlocking) {
    long inherited =
        DescriptorTable.SOCKET
            | DescriptorTable.INET
            | DescriptorTable.INET6
            | DescriptorTable.RECEIVE_LIMIT
            | DescriptorTable.SEND_LIMIT;
    return (listener & inherited) | (nonBlocking ? DescriptorTable.NON_BLOCKING : 0);
  }

  /**
   * Asks the kernel about a descriptor that was made elsewhere. Whoever made it may still use it,
   * and may have set time limits.
   *
   * @return its bits, or 0 if it is not a socket of a kind that Winsock has, or not open
   */
  static long identify(LibC libc, int fd) {
    Scratch scratch = Scratch.get();
    int type = scratch.intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_TYPE);
    if (type < 0 || type == LinuxDef.SOCK_SEQPACKET) { // the latter back created handles
      return 0;
    }
    int domain = scratch.intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_DOMAIN);
    return of(domain, type)
        | DescriptorTable.FOREIGN
        | DescriptorTable.RECEIVE_LIMIT
        | DescriptorTable.SEND_LIMIT;
  }

  /** Whether calls on an entered socket return at once. */
  public static boolean isNonBlocking(LibC libc, int fd, long word) {
    if ((word & DescriptorTable.FOREIGN) == 0) {
      return (word & DescriptorTable.NON_BLOCKING) != 0;
    }
    int flags = libc.fcntl(fd, LinuxDef.F_GETFL, 0);
    return flags >= 0 && (flags & LinuxDef.O_NONBLOCK) != 0;
  }

  /** Whether a socket listens. */
  public static boolean isListening(LibC libc, int fd) {
    return Scratch.get().intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_ACCEPTCONN) > 0;
  }

  /** Whether a socket has a peer. */
  public static boolean isConnected(LibC libc, int fd) {
    Scratch scratch = Scratch.get();
    return libc.getpeername(fd, scratch.address(), scratch.addressLength()) == 0;
  }
}
