package dev.ifsbench.sockets.libc;

/**
 * System calls that are repeated when a signal interrupts them. Each returns a count, or a negated
 * errno.
 */
public final class SystemCalls {
  private SystemCalls() {}

  /** {@code read(2)}. */
  public static long read(LibC libc, int fd, long address, long length) {
    long result;
    do {
      result = libc.read(fd, address, length);
      result = result < 0 ? -libc.errno() : result;
    } while (result == -LinuxDef.EINTR);
    return result;
  }

  /** {@code write(2)}. The virtual machine ignores the signal of a broken pipe. */
  public static long write(LibC libc, int fd, long address, long length) {
    long result;
    do {
      result = libc.write(fd, address, length);
      result = result < 0 ? -libc.errno() : result;
    } while (result == -LinuxDef.EINTR);
    return result;
  }

  /** {@code send(2)}, without that signal. */
  public static long send(LibC libc, int fd, long address, long length) {
    long result;
    do {
      result = libc.send(fd, address, length, LinuxDef.MSG_NOSIGNAL);
      result = result < 0 ? -libc.errno() : result;
    } while (result == -LinuxDef.EINTR);
    return result;
  }
}
