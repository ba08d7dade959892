package dev.ifsbench.sockets.libc;

import java.nio.file.Path;

/**
 * Sends and receives in a loop that is written in C, {@code src/main/c/floor.c}: the least that the
 * system calls can cost.
 */
public final class NativeLoop {
  private final NativeFunction sendReceive;

  /**
   * Loads it.
   *
   * @param library what {@code scripts/floor} has compiled
   * @throws UnsatisfiedLinkError if the file does not exist, or is not such a library; the message
   *     may have several lines
   */
  public NativeLoop(Path library) {
    sendReceive = NativeFunction.of(library, "ifsbench_send_receive", 5);
  }

  /**
   * Sends a message and receives it, a number of times. This is one call of C, so the binding's own
   * cost does not show.
   *
   * @param near the descriptor to send on, a connected stream
   * @param far the descriptor that what is sent arrives on
   * @param message the address of the message, whose contents do not matter
   * @param size bytes of the message, at least 1 and so few that the socket holds them
   * @param times how often
   * @return 0, or the {@code errno} of the call that failed
   */
  public int sendReceive(int near, int far, long message, long size, long times) {
    return (int) sendReceive.call(near, far, message, size, times);
  }
}
