package dev.ifsbench.bench.paired;

/**
 * Does the same thing again and again, over whatever it holds open. For one thread only.
 *
 * <p>This type is common to all class loaders of {@link IsolatedClassLoader}; who implements it is
 * not.
 */
public interface Loop extends AutoCloseable {
  /**
   * Does it.
   *
   * @param times how often
   * @throws RuntimeException if a call fails
   */
  void run(int times);

  /** Lets go of what it holds. */
  @Override
  default void close() {}
}
