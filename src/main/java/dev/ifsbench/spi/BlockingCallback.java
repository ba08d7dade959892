package dev.ifsbench.spi;

/** {@code LPBLOCKINGCALLBACK}: runs while a call blocks. */
@FunctionalInterface
public interface BlockingCallback {
  /**
   * Runs while a call blocks.
   *
   * @param dwContext what was registered with the callback
   * @return true to go on with the call, false to cancel it
   */
  boolean run(long dwContext);
}
