package dev.ifsbench.bench;

/**
 * Sends a message and receives it, again and again, on two descriptors that one thread holds. For
 * that thread only.
 *
 * <p>This type is common to all class loaders of {@link IsolatedClassLoader}; who implements it is
 * not.
 */
public interface FloorLoop {
  /**
   * Sends and receives, without allocating.
   *
   * @param times how often
   * @throws RuntimeException if a call fails
   */
  void run(int times);
}
