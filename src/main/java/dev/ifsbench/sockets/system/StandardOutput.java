package dev.ifsbench.sockets.system;

import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.libc.JnaLibC;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.posix.descriptor.Scratch;

/** Where this process's standard output goes. Stateless. */
public final class StandardOutput {
  private static final int DESCRIPTOR = 1;

  private StandardOutput() {}

  /**
   * Whether it goes nowhere, as whoever read it has closed the pipe, socket or terminal. A process
   * learns that by itself only when it writes.
   *
   * @return false also where that cannot be told, which is everywhere but on Linux
   */
  public static boolean isAbandoned() {
    if (HostSystem.isWindows()) {
      return false;
    }
    LibC libc;
    try {
      libc = new JnaLibC();
    } catch (UnsupportedOperationException e) {
      return false;
    }
    Scratch scratch = Scratch.get();
    // Nothing is asked for, so what is reported is an error or a hang-up.
    return libc.ppoll(scratch.pollFd(DESCRIPTOR, 0), 1, scratch.timespec(0), 0) > 0;
  }
}
