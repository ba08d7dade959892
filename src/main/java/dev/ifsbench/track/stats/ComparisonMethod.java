package dev.ifsbench.track.stats;

/**
 * How samples are compared and judged, the same for every command.
 *
 * @param estimator of differences and ratios
 * @param margin what still counts as equal, a share above 0
 */
public record ComparisonMethod(Estimator estimator, double margin) {
  /** The same by another statistic. */
  public ComparisonMethod with(Statistic statistic) {
    return new ComparisonMethod(estimator.with(statistic), margin);
  }

  /** One minus the confidence: the false discovery rate where many are judged together. */
  public double falseDiscoveryRate() {
    return 1 - estimator.confidence();
  }

  /** Whether each block of one sample needs a partner in the other. */
  public boolean ofBlocks() {
    return estimator.pairing() == Pairing.BLOCKS;
  }
}
