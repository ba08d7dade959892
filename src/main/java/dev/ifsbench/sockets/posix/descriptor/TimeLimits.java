package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;

/**
 * Keeps SO_RCVTIMEO and SO_SNDTIMEO exact across signals. Linux restarts most interrupted calls by
 * itself, but not those with a time limit, and calling again would start the limit anew.
 */
public final class TimeLimits {
  private TimeLimits() {}

  /** When a call begins, in {@link System#nanoTime()}; read only if the socket has a limit. */
  public static long begin(long word, long limit) {
    return (word & limit) == 0 ? 0 : System.nanoTime();
  }

  /**
   * After EINTR: waits for what is left of the limit until the call can go on.
   *
   * @param word the socket's word
   * @param limit {@link DescriptorTable#RECEIVE_LIMIT} or {@link DescriptorTable#SEND_LIMIT}
   * @param begun what {@link #begin} returned
   * @return true to make the call again, false when the limit has passed
   */
  public static boolean resume(LibC libc, int fd, long word, long limit, long begun) {
    if ((word & limit) == 0) {
      return true;
    }
    boolean receiving = limit == DescriptorTable.RECEIVE_LIMIT;
    Scratch scratch = Scratch.get();
    long nanos = nanos(libc, fd, receiving ? LinuxDef.SO_RCVTIMEO : LinuxDef.SO_SNDTIMEO);
    return nanos <= 0
        || await(libc, fd, receiving ? LinuxDef.POLLIN : LinuxDef.POLLOUT, begun, nanos, scratch);
  }

  /**
   * Waits for a descriptor, signals or not.
   *
   * @param begun when the wait began, in {@link System#nanoTime()}
   * @param nanos how long it may take from then; negative for no limit
   * @return false when the limit has passed
   */
  public static boolean await(
      LibC libc, int fd, int events, long begun, long nanos, Scratch scratch) {
    while (true) {
      long left = nanos < 0 ? nanos : Math.max(0, nanos - (System.nanoTime() - begun));
      int ready = libc.ppoll(scratch.pollFd(fd, events), 1, scratch.timespec(left), 0);
      if (ready >= 0) {
        return ready > 0;
      }
      if (libc.errno() != LinuxDef.EINTR) {
        return true; // the call that was waited for fails with the same error
      }
      if (left == 0) {
        return false;
      }
    }
  }

  /** A limit in nanoseconds; 0 for none. */
  public static long nanos(LibC libc, int fd, int option) {
    Scratch scratch = Scratch.get();
    int rc =
        libc.getsockopt(
            fd,
            LinuxDef.SOL_SOCKET,
            option,
            scratch.option(),
            scratch.length(LinuxDef.SIZEOF_TIMEVAL));
    return rc < 0 ? 0 : scratch.getTimevalMicros() * 1_000;
  }
}
