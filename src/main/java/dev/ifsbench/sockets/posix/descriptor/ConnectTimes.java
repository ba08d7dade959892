package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.HandleMap;

/** When sockets were connected, which the kernel does not report. */
public final class ConnectTimes {
  /** A point in time, with an identity of its own. */
  private record Time(long nanos) {}

  private final HandleMap<Time> times = new HandleMap<>();

  /** A socket has been connected. */
  public void connected(int fd) {
    times.replace(fd, times.get(fd), new Time(System.nanoTime()));
  }

  /** A socket is connected no longer. */
  public void forget(int fd) {
    times.replace(fd, times.get(fd), null);
  }

  /**
   * How many seconds a socket has been connected. If its connection was not seen here, it counts
   * from the first time that it is asked for.
   */
  public int seconds(int fd) {
    Time present = times.get(fd);
    if (present == null) {
      connected(fd);
      return 0;
    }
    return (int) ((System.nanoTime() - present.nanos()) / 1_000_000_000);
  }
}
