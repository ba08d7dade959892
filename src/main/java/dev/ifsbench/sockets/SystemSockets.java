package dev.ifsbench.sockets;

/**
 * The sockets of the operating system that this process runs on.
 *
 * <p>There is one set of descriptors in a process, and so one object that knows which of them are
 * in use.
 */
public final class SystemSockets {
  private static NativeSockets sockets;

  private SystemSockets() {}

  /**
   * The process's sockets.
   *
   * @return the same object each time
   * @throws UnsupportedOperationException if this system is not supported; the message says which
   *     are
   */
  public static synchronized NativeSockets get() {
    if (sockets == null) {
      sockets = new PosixSockets(new JnaLibC());
    }
    return sockets;
  }
}
