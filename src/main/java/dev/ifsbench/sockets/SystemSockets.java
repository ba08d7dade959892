package dev.ifsbench.sockets;

/**
 * The sockets of the operating system that this process runs on.
 *
 * <p>There is one set of descriptors in a process, and so one object that knows which of them are
 * in use.
 */
public final class SystemSockets {
  private SystemSockets() {}

  /**
   * The process's sockets.
   *
   * @return the same object each time
   * @throws UnsupportedOperationException if this system is not supported; the message says which
   *     are
   */
  public static NativeSockets get() {
    return Holder.SOCKETS;
  }

  /** Made on first use. */
  private static final class Holder {
    private static final NativeSockets SOCKETS = new PosixSockets(new JnaLibC());
  }
}
