package dev.ifsbench.sockets;

/** Small services for descriptors that were just made. */
final class Descriptors {
  private Descriptors() {}

  /**
   * Zero is no handle and no event for Winsock. The kernel gives it out when standard input is
   * closed.
   *
   * @param fd a new descriptor
   * @return a descriptor of the same thing that is not zero, or an errno, negated
   */
  static int aboveZero(LibC libc, int fd) {
    if (fd != 0) {
      return fd;
    }
    int other = duplicate(libc, fd);
    libc.close(fd);
    return other;
  }

  /** Another descriptor of the same thing, never zero; or an errno, negated. */
  static int duplicate(LibC libc, int fd) {
    int duplicate = libc.fcntl(fd, LinuxDef.F_DUPFD_CLOEXEC, 1);
    return duplicate < 0 ? -libc.errno() : duplicate;
  }
}
