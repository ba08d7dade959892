package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import java.util.function.IntSupplier;

/** Makes a call that must not wait on a socket that may be blocking. */
final class BlockingMode {
  private BlockingMode() {}

  /**
   * Makes the call.
   *
   * @param nonBlocking whether calls on the socket return at once anyway
   * @param call returns a negated errno, or a number that is not negative
   * @return what it returned
   */
  static int suspended(LibC libc, int fd, boolean nonBlocking, IntSupplier call) {
    if (nonBlocking) {
      return call.getAsInt();
    }
    set(libc, fd, 1);
    try {
      return call.getAsInt();
    } finally {
      set(libc, fd, 0);
    }
  }

  private static void set(LibC libc, int fd, int on) {
    Scratch scratch = Scratch.get();
    scratch.putOptionInt(0, on);
    libc.ioctl(fd, LinuxDef.FIONBIO, scratch.option());
  }
}
