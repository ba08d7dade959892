package dev.ifsbench.sockets.system;

import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.posix.descriptor.Scratch;

/** Where this process's standard output goes. Stateless. */
public final class StandardOutput {
  private static final int DESCRIPTOR = 1;

  /** Null where the system has no such call. */
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
   * Whether its reader has closed the pipe, socket or terminal. A process otherwise learns that
   * only when it writes.
   *
   * @return false also where that is not known, which is everywhere but on Linux
   */
  public static boolean isAbandoned() {
    if (LIBC == null) {
      return false;
    }
    Scratch scratch = Scratch.get();
    // No events are asked for, so only an error or a hang-up is reported.
    return LIBC.ppoll(scratch.pollFd(DESCRIPTOR, 0), 1, scratch.timespec(0), 0) > 0;
  }
}
