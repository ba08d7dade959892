package dev.ifsbench.sockets.libc;

import java.nio.file.Path;

/**
 * The dispatcher and the layers in C, from {@code src/main/c/floor.c}: what they cost without Java.
 */
public final class NativeLayers {
  /** The kinds of handle in C, with their numbers there. */
  public enum Kind {
    /** The dispatcher, and the base provider's functions below it. */
    BASE(0),

    /** The same with a layer's copy of these functions. */
    PASS_THROUGH(1),

    /** A handle of a layer's own over the base provider's. */
    WRAPPED(2);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  private final NativeFunction make;
  private final NativeFunction sendReceive;

  /**
   * Loads it.
   *
   * @param library what {@code scripts/floor} has compiled
   * @throws UnsatisfiedLinkError if the file does not exist, or is not such a library; the message
   *     may have several lines
   */
  public NativeLayers(Path library) {
    make = NativeFunction.of(library, "ifsbench_layers", 4);
    sendReceive = NativeFunction.of(library, "ifsbench_layers_send_receive", 4);
  }

  /**
   * Makes a dispatcher over two descriptors. It stays in memory until the process ends.
   *
   * @param kind the kind of handle
   * @param near the descriptor to send on
   * @param far the descriptor that what is sent arrives on
   * @return what {@link #sendReceive} needs
   * @throws OutOfMemoryError if it cannot be made
   */
  public long over(Kind kind, int near, int far) {
    return make(kind, 1, near, far);
  }

  /**
   * As {@link #over}, over nothing: no system call is made.
   *
   * @param kind the kind of handle
   * @return what {@link #sendReceive} needs
   * @throws OutOfMemoryError if it cannot be made
   */
  public long overNothing(Kind kind) {
    return make(kind, 0, 1, 2);
  }

  private long make(Kind kind, long real, long near, long far) {
    long layers = make.call(kind.number, real, near, far);
    if (layers == 0) {
      throw new OutOfMemoryError("no memory for the layers in C");
    }
    return layers;
  }

  /**
   * Sends a message and receives it, a number of times.
   *
   * @param layers what was made
   * @param message the address of the message, whose contents do not matter
   * @param size bytes of the message, at least 1 and so few that the socket holds them
   * @param times how often
   * @return 0, or the error of the call that failed
   */
  public int sendReceive(long layers, long message, long size, long times) {
    return (int) sendReceive.call(layers, message, size, times);
  }
}
