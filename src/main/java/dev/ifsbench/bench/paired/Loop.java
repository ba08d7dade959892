package dev.ifsbench.bench.paired;

/**
 * Repeats an operation on whatever it holds open. For one thread only.
 *
 * <p>This type is common to all class loaders of {@link IsolatedClassLoader}; its implementations
 * are not.
 */
public interface Loop extends AutoCloseable {
  /**
   * Runs the operation.
   *
   * @param times how often
   * @throws RuntimeException if a call fails
   */
  void run(int times);

  /** Releases what it holds open. */
  @Override
  default void close() {}
}
