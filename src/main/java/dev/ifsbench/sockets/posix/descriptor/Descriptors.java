package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.Ws2Def;

/** Takes in the descriptors that the kernel gives out, so that they can be used as handles. */
public final class Descriptors {
  private final LibC libc;
  private final DescriptorTable table;

  public Descriptors(LibC libc, DescriptorTable table) {
    this.libc = libc;
    this.table = table;
  }

  /** Takes in the result of a call that makes a descriptor. */
  public long opened(int fd, long flags, Errno errno) {
    int handle = fd < 0 ? -libc.errno() : aboveZero(libc, fd);
    if (handle < 0) {
      errno.set(ErrnoTranslation.of(-handle));
      return Ws2Def.INVALID_SOCKET;
    }
    table.opened(handle, flags);
    return handle;
  }

  /**
   * Zero is not a handle or an event in Winsock. The kernel gives it out when standard input is
   * closed.
   *
   * @param fd a new descriptor
   * @return a descriptor of the same thing that is not zero, or a negated errno
   */
  public static int aboveZero(LibC libc, int fd) {
    if (fd != 0) {
      return fd;
    }
    int other = duplicate(libc, fd);
    libc.close(fd);
    return other;
  }

  /**
   * Makes two connected Unix-domain sockets that keep messages apart.
   *
   * @param scratch out: the descriptors, as the first two 32-bit numbers of its option
   * @return false if the call failed
   */
  public static boolean messagePair(LibC libc, Scratch scratch) {
    int type = LinuxDef.SOCK_SEQPACKET | LinuxDef.SOCK_CLOEXEC;
    return libc.socketpair(LinuxDef.AF_UNIX, type, 0, scratch.option()) == 0;
  }

  /** Another descriptor of the same thing, never zero; or a negated errno. */
  public static int duplicate(LibC libc, int fd) {
    int duplicate = libc.fcntl(fd, LinuxDef.F_DUPFD_CLOEXEC, 1);
    return duplicate < 0 ? -libc.errno() : duplicate;
  }
}
