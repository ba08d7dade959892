package dev.ifsbench.sockets.system;

import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.posix.descriptor.Scratch;

/** Where this process's standard output goes. Stateless. */
public final class StandardOutput {
  private static final int DESCRIPTOR = 1;

  /** Null where there is none. */
  private static final LibC LIBC = libc();

  private StandardOutput() {}

  private static LibC libc() {
    try {
      return HostSystem.isWindows() ? null : Binding.ofThisJvm().newLibC();
    } catch (UnsupportedOperationException e) {
      return null;
    }
  }

  /**
   * Whether it goes nowhere, as whoever read it has closed the pipe, socket or terminal. A process
   * learns that by itself only when it writes.
   *
   * @return false also where that cannot be told, which is everywhere but on Linux
   */
  public static boolean isAbandoned() {
    if (LIBC == null) {
      return false;
    }
    Scratch scratch = Scratch.get();
    // Nothing is asked for, so what is reported is an error or a hang-up.
    return LIBC.ppoll(scratch.pollFd(DESCRIPTOR, 0), 1, scratch.timespec(0), 0) > 0;
  }
}
