package dev.ifsbench.bench.paired;

/**
 * The loop over the dispatcher, and the descriptors that it opened for it. Common to all class
 * loaders, as {@link Loop} is.
 */
public interface FloorPair extends Loop {
  /**
   * The end that sends.
   *
   * @return its descriptor
   */
  int near();

  /**
   * The end that receives.
   *
   * @return its descriptor
   */
  int far();

  /** Closes both, and ends the providers. */
  @Override
  void close();
}
