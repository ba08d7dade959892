package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.HandleMap;

/** Since when sockets have been connected. The kernel does not say. */
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
   * For how many seconds a connected socket has been. One whose beginning was not seen has been
   * connected since it was first asked for.
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
